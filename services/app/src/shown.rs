//! What one reader is shown of a view: the parts that the table of access leaves out are cut here, once
//! for pages, API and command line.

use domain::Event;
use domain::analysis::MeasureFor;
use domain::calendar::Day;
use domain::commitment::Level;
use domain::event::code;
use domain::id::{
    CommitmentId, CommitteeId, ProgrammeId, PupilId, ReportId, RoundId, SchoolUnitCode, SeminarId,
    Size,
};
use domain::people::{Actor, Role, Scope};
use domain::query::Tag;
use projections::views::programme::Secrecy;
use projections::{
    CommitmentHistory, Decisions, DialogueCoverage, Facts, GuaranteeBoard, GuaranteeCounts,
    Knowledge, Link, MeasureRow, Measures, Programme, Seminar, TrailEntry,
};
use serde_json::Value;

use crate::access::{Relation, Sight, may_see, needed};
use crate::reads::note_all;
use crate::store::App;
use crate::trail::TrailError;

/// Who asks, and when: protection and rights are as of now, whatever the as-of of the view.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// Who; none: someone who has not signed in.
    pub actor: Option<Actor>,
    /// Cut to what this role sees too: what is shown *as* a committee's member is never more than the reader's
    /// own rights, and never more than the member's.
    pub shown_as: Option<Role>,
    /// The present day.
    pub today: Day,
}

/// An entry without whom it is about: where, when and what kind.
#[must_use]
pub fn outline(entry: &TrailEntry) -> TrailEntry {
    let TrailEntry { position, at, kind, .. } = *entry;
    let (sv, en, tags) = (String::new(), String::new(), Vec::new());
    TrailEntry { position, at, kind, staff: None, role: None, sv, en, refers_to: None, tags }
}

/// An event's payload as JSON for those who examine the record: as it stands, but for the point of a
/// rating, which is null. A single person's rating is that person's only, before and after the reveal;
/// the trail does not say it either.
pub fn payload(event: Option<&Event>) -> Result<Value, serde_json::Error> {
    let mut payload = serde_json::to_value(event)?;
    if let Some(Event::RatingGiven(_)) = event
        && let Some(point) = payload.get_mut("point")
    {
        *point = Value::Null;
    }
    Ok(payload)
}

impl Reader<'_> {
    /// Whether they may see something.
    #[must_use]
    pub fn may(&self, sight: Sight) -> bool {
        let theirs = |role| needed(role, sight.kind()) == Some(Relation::Municipality);
        let may = |actor| may_see(self.facts, actor, sight, self.today);
        sight.is_public() || self.shown_as.is_none_or(theirs) && self.actor.is_some_and(may)
    }

    /// Whether an event with these tags is about a pupil whom the reader may not see, or a report that is
    /// not public yet, and no trail is theirs to examine: also where the pupil has moved on is not told
    /// then.
    #[must_use]
    pub fn hides(&self, tags: &[String]) -> bool {
        let mut pupils = tags.iter().filter_map(|tag| tag.strip_prefix("pupil:"));
        let closed = pupils.any(|text| {
            text.parse::<PupilId>().map_or(true, |pupil| !self.may(Sight::Pupil(pupil)))
        });
        let hides = (closed || self.hides_report(tags)) && !self.may(Sight::Trail);
        if !hides {
            note_all(tags.iter().map(String::as_str));
        }
        hides
    }

    /// Whether an event with these tags is about a report that has not been delivered, and is not the
    /// reader's to see until then.
    fn hides_report(&self, tags: &[String]) -> bool {
        let of = |kind: &str| tags.iter().find_map(|tag| tag.strip_prefix(kind));
        let Some(report) = of("report:").and_then(|text| text.parse::<ReportId>().ok()) else {
            return false;
        };
        let committee = of("committee:").and_then(|text| text.parse::<CommitteeId>().ok());
        let (now, delivered) = (self.facts.size(), [code::ReportDelivered]);
        let is_public = self.facts.ledger_of(Tag::Report(report), &delivered, now).next().is_some();
        !is_public && !committee.is_some_and(|committee| self.may(Sight::Report(committee)))
    }

    /// A trail's entry; of a pupil whom the reader may not see only where, when and what kind.
    #[must_use]
    pub fn entry(&self, entry: TrailEntry) -> TrailEntry {
        if self.hides(&entry.tags) { outline(&entry) } else { entry }
    }

    /// A chain's links, cut in the same way.
    pub fn links(&self, app: &App, links: Vec<Link>) -> Result<Vec<Link>, TrailError> {
        if self.may(Sight::Trail) {
            return Ok(links);
        }
        let cut = links.into_iter().map(|link| {
            // Of many events only their kind and number is said.
            if link.count > 1 {
                return Ok(link);
            }
            let told = app.recorded(link.position)?;
            let tags = told.event.map_or_else(Vec::new, |event| event.tags());
            let tags: Vec<String> = tags.iter().map(ToString::to_string).collect();
            let (sv, en) = (String::new(), String::new());
            Ok(if self.hides(&tags) { Link { sv, en, staff: None, ..link } } else { link })
        });
        cut.collect()
    }

    /// The guarantee board: all of it, or the reader's own classes of it; none where neither is theirs.
    #[must_use]
    pub fn guarantee(
        &self,
        school: SchoolUnitCode,
        round: Option<RoundId>,
        at: Size,
    ) -> Option<GuaranteeBoard> {
        let whole = self.may(Sight::Guarantee(school));
        let own = self.assesses_at(school);
        if !whole && !own {
            return None;
        }
        let mut board = projections::guarantee_board(self.facts, school, round, self.today, at);
        if !whole {
            self.cut_to_own_classes(&mut board);
        }
        Some(board)
    }

    /// Whether the reader assesses a class of the school unit.
    fn assesses_at(&self, school: SchoolUnitCode) -> bool {
        let Some(actor) = self.actor else { return false };
        let now = self.facts.size();
        let classes = self.facts.classes_assessed_by(actor.staff, self.today, now);
        classes.iter().any(|assessor| {
            let class = self.facts.class(assessor.class, self.today, now);
            class.is_some_and(|class| class.school == school)
                && self.may(Sight::Class(assessor.class))
        })
    }

    fn cut_to_own_classes(&self, board: &mut GuaranteeBoard) {
        // A pupil who has changed class since the round is their present assessor's.
        board.rows.retain(|row| self.may(Sight::Pupil(row.shortfall.pupil)));
        board.classes.retain(|class| class.class.is_some_and(|id| self.may(Sight::Class(id))));
        board.counts = GuaranteeCounts::default();
        for row in &board.rows {
            board.counts.count(&row.shortfall, board.day);
        }
    }

    /// A case: the decisions for those who see the pupil's programmes, the investigation for those who
    /// see that too.
    #[must_use]
    pub fn programme(&self, programme: ProgrammeId, at: Size) -> Option<Programme> {
        let mut case = projections::programme(self.facts, programme, self.today, at)?;
        if !self.may(Sight::Programme(case.row.pupil)) {
            return None;
        }
        if !self.may(Sight::Investigation(case.row.pupil)) {
            case.investigation = None;
            case.steps.retain(|step| step.secrecy != Secrecy::Investigation);
        }
        Some(case)
    }

    /// A school unit's measures; the pupils one names only for those who see the unit's pupils.
    #[must_use]
    pub fn measures(&self, app: &App, school: SchoolUnitCode, at: Size) -> Option<Measures> {
        if !self.may(Sight::Measures(school)) {
            return None;
        }
        let mut found = projections::measures(self.facts, school, at);
        found.measures.iter_mut().for_each(|row| self.cut_pupils(app, row, at));
        Some(found)
    }

    /// A measure, in the same way.
    #[must_use]
    pub fn measure(
        &self,
        app: &App,
        measure: domain::id::MeasureId,
        at: Size,
    ) -> Option<MeasureRow> {
        let mut row = projections::measure(self.facts, measure, at)?;
        if !self.may(Sight::Measures(row.school)) {
            return None;
        }
        self.cut_pupils(app, &mut row, at);
        Some(row)
    }

    /// Without the pupils it is for, and with what is shown of its figure in place of its counts.
    fn cut_pupils(&self, app: &App, row: &mut MeasureRow, at: Size) {
        let own = match &row.subject {
            MeasureFor::Classes(classes) => {
                classes.iter().all(|class| self.may(Sight::Class(*class)))
            }
            _ => false,
        };
        if own || self.sees_pupils_of(row.school) {
            return;
        }
        if let MeasureFor::Pupils(pupils) = &mut row.subject {
            pupils.clear();
        }
        let school = row.school;
        for observation in [&mut row.before, &mut row.after] {
            let shown = observation.take().map(|of| self.observation(app, school, at, of));
            *observation = shown;
        }
        for found in &mut row.evaluations {
            (found.before, found.after) = (None, None);
        }
    }

    /// The dialogue coverage: of the school unit for those who see its pupils, of a class for its assessors.
    /// To others only that there is one.
    #[must_use]
    pub fn dialogue(
        &self,
        school: SchoolUnitCode,
        round: RoundId,
        at: Size,
    ) -> Option<DialogueCoverage> {
        if !self.may(Sight::DialogueCoverage(school)) {
            return None;
        }
        let mut found = projections::dialogue_coverage(self.facts, school, round, at)?;
        self.cut_dialogue(&mut found);
        Some(found)
    }

    /// A commitment's history, for everyone; what came of it only for those who see the figures.
    #[must_use]
    pub fn commitment(
        &self,
        app: &App,
        commitment: CommitmentId,
        school: Option<SchoolUnitCode>,
        at: Size,
    ) -> Option<CommitmentHistory> {
        let facts = self.facts;
        let mut found = projections::commitment_history(facts, commitment, school, self.today, at)?;
        if !self.sees_results_of(found.level) {
            found.evaluations.clear();
        }
        let scope = match found.level {
            Level::School(school) => Scope::School(school),
            Level::Municipality => Scope::Municipality,
        };
        let results = std::mem::take(&mut found.evaluations).into_iter();
        found.evaluations = results.map(|result| self.result(app, scope, at, result)).collect();
        if self.actor.is_none() {
            found.as_of = None;
            found.versions.iter_mut().for_each(|version| version.not_explained = None);
        }
        Some(found)
    }

    /// The knowledge rights and the assessment systems, for everyone.
    #[must_use]
    pub fn knowledge(&self, at: Size) -> Knowledge {
        let found = projections::knowledge(self.facts, self.today, at);
        Knowledge { as_of: found.as_of.filter(|_| self.actor.is_some()), ..found }
    }

    /// Public debates and decisions, for everyone.
    #[must_use]
    pub fn decisions(&self, at: Size) -> Decisions {
        let found = projections::decisions(self.facts, at);
        Decisions { as_of: found.as_of.filter(|_| self.actor.is_some()), ..found }
    }

    /// Whether the reader sees the results of a commitment: a school unit's own, or the municipality's.
    #[must_use]
    pub fn sees_results_of(&self, level: Level) -> bool {
        match level {
            Level::School(school) => self.may(Sight::School(school)),
            Level::Municipality => {
                let schools = self.facts.schools(self.today, self.facts.size());
                schools.iter().any(|school| self.may(Sight::School(school.school)))
            }
        }
    }

    /// A seminar, with nobody's own ratings but the reader's.
    #[must_use]
    pub fn seminar(&self, seminar: SeminarId, at: Size) -> Option<Seminar> {
        if !self.may(Sight::Seminars) {
            return None;
        }
        let viewer = self.actor.map(|actor| actor.staff);
        projections::seminar(self.facts, seminar, viewer, self.today, at)
    }
}
