//! "Show as": a member of staff sees exactly what a guardian, or a committee's member, is shown. The same
//! functions make the page; it is never more than the member of staff's own rights, nothing can be done from
//! it, and it is read in the name of who really reads.

use domain::id::{CommitteeId, GuardianId, PupilId};
use insyn_app::access::Sight;

use crate::fault::Fault;
use crate::pages::{child, report, unit};
use crate::text::ShowAsText;
use crate::visit::{Answer, Visit};

/// `GET /show-as/guardian/{pupil}/{guardian}`: for those who see the pupil and the dialogue with its
/// guardians, which is all that the page holds. A class's assessor, special educators and the principal do:
/// they are who talk with the guardian about what stands there.
pub(crate) fn guardian(visit: &Visit) -> Result<Answer, Fault> {
    let pupil: PupilId = visit.param("pupil")?;
    let guardian: GuardianId = visit.param("guardian")?;
    visit.demand(Sight::Pupil(pupil))?;
    visit.demand(Sight::Dialogue(pupil))?;
    let page = child::of(visit, guardian, pupil)?;
    let banner = visit.say(ShowAsText::Guardian).to_owned();
    Ok(page.shown_as(banner, format!("/pupils/{pupil}")).into())
}

/// `GET /show-as/committee/{committee}`
pub(crate) fn committee(visit: &Visit) -> Result<Answer, Fault> {
    framed(visit, unit::committee(&visit.shown_as_member())?)
}

/// `GET /show-as/committee/{committee}/rounds/{round}/report`
pub(crate) fn report(visit: &Visit) -> Result<Answer, Fault> {
    framed(visit, report::live(&visit.shown_as_member())?)
}

fn framed(visit: &Visit, answer: Answer) -> Result<Answer, Fault> {
    let committee: CommitteeId = visit.param("committee")?;
    let banner = visit.say(ShowAsText::Member).to_owned();
    Ok(match answer {
        Answer::Page(page) => page.shown_as(banner, format!("/committees/{committee}")).into(),
        other => other,
    })
}
