//! What a field chooses among, and what a chosen thing is called.
//!
//! Nothing is offered that the viewer may not see. Names are opened only for what is shown.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::id::{
    ClassId, CommitmentId, CommitteeId, DistrictId, PupilId, RoundId, SchoolUnitCode, Size, StaffId,
};
use domain::people::{Role, Scope};
use insyn_app::access::Sight;
use projections::Facts;
use projections::directory::commitments::Commitment;
use projections::directory::staff::RoleHeld;

use crate::act::input::Input;
use crate::act::noted;
use crate::act::schema::Form;
use crate::fault::Fault;
use crate::pages::family::guardians;
use crate::text::ActText;
use crate::visit::Visit;
use crate::words;

/// The most members of staff that one field offers. More than a school unit has; beyond it the school unit
/// is chosen first.
const STAFF_MOST: usize = 500;
/// Roles of the municipality or a district whose work is done at schools.
const VISITING: [Role; 3] = [Role::SpecialEducator, Role::Adviser, Role::ResultsCoordinator];
/// In how many school years, this one first, a round can be scheduled.
const YEARS_SCHEDULED: i16 = 2;

/// What a field chooses among.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    School,
    Class,
    Pupil,
    Staff,
    Adviser,
    Guardian,
    Round,
    NewRound,
    Committee,
    District,
    Commitment,
    Position,
    Size,
    Programme,
    Dialogue,
    Seminar,
    Coaching,
    Development,
    Analysis,
    Measure,
    Report,
    Debate,
    Decision,
    Edition,
    Instrument,
    Point,
    Occasion,
    Right,
    Requirement,
}

impl Source {
    /// What an id of this type names.
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        Some(match name {
            "SchoolUnitCode" => Self::School,
            "ClassId" => Self::Class,
            "PupilId" => Self::Pupil,
            "StaffId" => Self::Staff,
            "GuardianId" => Self::Guardian,
            "RoundId" => Self::Round,
            "CommitmentId" => Self::Commitment,
            "Position" => Self::Position,
            "Size" => Self::Size,
            "ProgrammeId" => Self::Programme,
            "DialogueId" => Self::Dialogue,
            "SeminarId" => Self::Seminar,
            "CoachingId" => Self::Coaching,
            "DevelopmentId" => Self::Development,
            "AnalysisId" => Self::Analysis,
            "MeasureId" => Self::Measure,
            "ReportId" => Self::Report,
            "DebateId" => Self::Debate,
            "DecisionId" => Self::Decision,
            _ => return None,
        })
    }

    /// What a code in a field of this name names.
    pub(crate) fn of_code(name: &str) -> Option<Self> {
        Some(match name {
            "committee" => Self::Committee,
            "district" => Self::District,
            "edition" => Self::Edition,
            "instrument" => Self::Instrument,
            "point" | "least" => Self::Point,
            "occasion" => Self::Occasion,
            "serves" => Self::Right,
            "requirement" => Self::Requirement,
            _ => return None,
        })
    }

    /// Whether a value that is given stands fast. Points and occasions are the form's own matter.
    pub(crate) const fn stands_fast(self) -> bool {
        !matches!(self, Self::Point | Self::Occasion | Self::Edition)
    }

    /// Whether its choices depend on the school unit.
    pub(crate) const fn needs_school(self) -> bool {
        use Source::{Analysis, Class, Coaching, Development, Measure, Staff};
        matches!(self, Class | Staff | Coaching | Development | Analysis | Measure)
    }

    /// Whether its choices depend on the committee.
    pub(crate) const fn needs_committee(self) -> bool {
        matches!(self, Self::Report | Self::Debate | Self::Decision)
    }
}

/// One of what there is. Without `Debug`: it may be someone's name.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
}

impl Choice {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "ids and codes: small, and copied by callers"
    )]
    pub(crate) fn new(value: impl ToString, words: impl Into<String>) -> Self {
        Self { value: value.to_string(), words: words.into() }
    }
}

/// What the form is about, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context {
    pub(crate) school: Option<SchoolUnitCode>,
    pub(crate) class: Option<ClassId>,
    pub(crate) pupil: Option<PupilId>,
    pub(crate) committee: Option<CommitteeId>,
}

impl Context {
    /// What is known from the fields.
    pub(crate) fn of(form: &Form, input: &Input) -> Self {
        fn known<T: std::str::FromStr>(form: &Form, input: &Input, name: &str) -> Option<T> {
            let given = form.find(name).and_then(|(path, _)| input.one(&path));
            given.or_else(|| input.one(name))?.parse().ok()
        }
        Self {
            school: known(form, input, "school"),
            class: known(form, input, "class"),
            pupil: known(form, input, "pupil"),
            committee: known(form, input, "committee"),
        }
    }
}

/// What the fields of a form choose among.
#[derive(Default)]
pub(crate) struct Choices {
    known: BTreeMap<Source, Vec<Choice>>,
    single: BTreeMap<(Source, String), String>,
}

impl Choices {
    /// What these sources offer the viewer, and what the values that stand fast are called.
    pub(crate) fn read(
        visit: &Visit,
        context: Context,
        wanted: &BTreeSet<Source>,
        fixed: &[(Source, String)],
    ) -> Result<Self, Fault> {
        let mut choices = Self::default();
        for source in wanted {
            choices.known.insert(*source, offered(visit, context, *source)?);
        }
        for (source, value) in fixed {
            if choices.words(*source, value).is_none() {
                let words = called(visit, context, *source, value)?;
                choices.single.insert((*source, value.clone()), words);
            }
        }
        Ok(choices)
    }

    /// All of a source.
    pub(crate) fn of(&self, source: Source) -> &[Choice] {
        self.known.get(&source).map_or(&[], Vec::as_slice)
    }

    /// What a value is called.
    pub(crate) fn words(&self, source: Source, value: &str) -> Option<&str> {
        let known = self.of(source).iter().find(|choice| choice.value == value);
        let single = || self.single.get(&(source, value.to_owned())).map(String::as_str);
        known.map(|choice| choice.words.as_str()).or_else(single)
    }
}

/// What a source offers the viewer.
pub(crate) fn offered(
    visit: &Visit,
    context: Context,
    source: Source,
) -> Result<Vec<Choice>, Fault> {
    match source {
        Source::Pupil => return pupils(visit, context),
        Source::Staff => return staff(visit, context.school),
        Source::Adviser => return advisers(visit),
        Source::Guardian => return guardian_choices(visit, context.pupil),
        _ => {}
    }
    let facts = visit.facts()?;
    let (today, at) = (visit.today(), facts.size());
    Ok(match source {
        Source::School => {
            let schools = facts.schools(today, at).into_iter().filter(|school| school.open);
            let seen = schools.filter(|school| visit.may(&facts, Sight::School(school.school)));
            by_name(seen.map(|school| Choice::new(school.school, school.name)).collect())
        }
        Source::Class => {
            let classes = context.school.map(|school| facts.classes(school, today, at));
            let open = classes.unwrap_or_default().into_iter().filter(|class| class.open);
            by_name(open.map(|class| Choice::new(class.class, class.name)).collect())
        }
        Source::Round => {
            let rounds = facts.rounds(at).into_iter().rev();
            let of = |round: RoundId| Choice::new(round, words::round(round, visit.language));
            rounds.map(|round| of(round.round)).collect()
        }
        Source::NewRound => new_rounds(visit, &facts, at),
        Source::Committee => {
            let committees = facts.committees(at).into_iter();
            committees.map(|known| Choice::new(known.committee, known.name)).collect()
        }
        Source::District => {
            let districts = facts.districts(at).into_iter();
            districts.map(|known| Choice::new(known.district, known.name)).collect()
        }
        Source::Commitment => {
            let commitments = facts.commitments(at);
            commitments.iter().map(|each| Choice::new(each.commitment, title(each))).collect()
        }
        Source::Edition | Source::Instrument | Source::Point => scale(&facts, at, source),
        Source::Occasion => occasions(visit, &facts, at),
        Source::Size => vec![Choice::new(at.0, events(visit, at.0))],
        _ => noted::offered(visit, &facts, context, source),
    })
}

/// What a single value is called, also where it is not among those that are offered.
fn called(visit: &Visit, context: Context, source: Source, value: &str) -> Result<String, Fault> {
    let language = visit.language;
    let name = match source {
        Source::Staff | Source::Adviser => match value.parse::<StaffId>() {
            Ok(staff) => visit.staff_names([staff])?.remove(&staff),
            Err(_) => None,
        },
        Source::Pupil => match value.parse::<PupilId>() {
            Ok(pupil) => visit.names_of(&[pupil])?.remove(&pupil).map(|n| n.text().to_owned()),
            Err(_) => None,
        },
        Source::Position => return noted::event_at(visit, context, value),
        Source::Guardian => {
            let known = guardian_choices(visit, context.pupil)?;
            known.into_iter().find(|choice| choice.value == value).map(|choice| choice.words)
        }
        Source::Round | Source::NewRound => {
            value.parse().ok().map(|round: RoundId| words::round(round, language))
        }
        Source::Size => value.parse().ok().map(|size: u64| events(visit, size)),
        _ => place_name(visit, context, source, value)?,
    };
    Ok(name.unwrap_or_else(|| value.to_owned()))
}

fn place_name(
    visit: &Visit,
    context: Context,
    source: Source,
    value: &str,
) -> Result<Option<String>, Fault> {
    let facts = visit.facts()?;
    let (today, at) = (visit.today(), facts.size());
    Ok(match source {
        Source::School => {
            let code = value.parse::<SchoolUnitCode>().ok();
            code.and_then(|code| facts.school(code, today, at)).map(|school| school.name)
        }
        Source::Class => {
            let class = value.parse::<ClassId>().ok();
            class.and_then(|class| facts.class(class, today, at)).map(|class| class.name)
        }
        Source::Committee => {
            let code = value.parse::<CommitteeId>().ok();
            code.and_then(|code| facts.committee(code, at)).map(|known| known.name)
        }
        Source::District => {
            let code = value.parse::<DistrictId>().ok();
            code.and_then(|code| facts.district(code, at)).map(|known| known.name)
        }
        Source::Commitment => {
            let id = value.parse::<CommitmentId>().ok();
            id.and_then(|id| facts.commitment(id, at)).map(|known| title(&known))
        }
        _ => noted::called(visit, &facts, context, source, value),
    })
}

/// The title of the latest version.
fn title(commitment: &Commitment) -> String {
    commitment.versions.last().map(|version| version.terms.title.clone()).unwrap_or_default()
}

fn events(visit: &Visit, size: u64) -> String {
    visit.fill(ActText::Events, &[("count", &words::count(size, visit.language))])
}

pub(crate) fn by_name(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by_cached_key(|choice| words::alphabetical(&choice.words));
    choices
}

/// The pupils of the class, or of the school unit, that the viewer may see.
fn pupils(visit: &Visit, context: Context) -> Result<Vec<Choice>, Fault> {
    let facts = visit.facts()?;
    let (today, at) = (visit.today(), facts.size());
    let candidates = match (context.pupil, context.class, context.school) {
        (Some(pupil), _, _) => vec![pupil],
        (_, Some(class), _) => facts.members(class, today, at),
        (_, _, Some(school)) => facts.pupils_at(school, today, at),
        _ => Vec::new(),
    };
    let seen = |pupil: &PupilId| visit.may(&facts, Sight::Pupil(*pupil));
    let pupils: Vec<PupilId> = candidates.into_iter().filter(seen).collect();
    drop(facts);
    let names = visit.names_of(&pupils)?;
    Ok(by_name(names.iter().map(|(pupil, called)| Choice::new(pupil, called.text())).collect()))
}

/// Those engaged today who work at the school unit; without one, all, up to a limit.
fn staff(visit: &Visit, school: Option<SchoolUnitCode>) -> Result<Vec<Choice>, Fault> {
    let facts = visit.facts()?;
    let (today, at) = (visit.today(), facts.size());
    let engaged = facts.staff(today, at).into_iter().filter(|person| person.engaged);
    let there = |staff: StaffId| school.is_none_or(|s| works_at(&facts, staff, s, today, at));
    let people: Vec<StaffId> =
        engaged.map(|person| person.staff).filter(|id| there(*id)).take(STAFF_MOST).collect();
    drop(facts);
    by_their_names(visit, people)
}

/// Whether someone has a role at the school unit, or one of the municipality's that comes to schools.
fn works_at(facts: &Facts, staff: StaffId, school: SchoolUnitCode, today: Day, at: Size) -> bool {
    let roles = facts.roles(staff, today, at);
    let comes =
        |held: &RoleHeld| VISITING.contains(&held.role) || held.scope == Scope::School(school);
    roles.iter().any(|held| comes(held) && facts.covers(held.scope, school, today, at))
}

fn advisers(visit: &Visit) -> Result<Vec<Choice>, Fault> {
    let holders = insyn_app::access::holders(&*visit.facts()?, Role::Adviser, visit.today());
    by_their_names(visit, holders.into_iter().map(|actor| actor.staff).collect())
}

fn by_their_names(visit: &Visit, people: Vec<StaffId>) -> Result<Vec<Choice>, Fault> {
    let names = visit.staff_names(people)?;
    Ok(by_name(names.into_iter().map(|(staff, name)| Choice::new(staff, name)).collect()))
}

/// The pupil's guardians, by name where the viewer may know them.
fn guardian_choices(visit: &Visit, pupil: Option<PupilId>) -> Result<Vec<Choice>, Fault> {
    let Some(pupil) = pupil else { return Ok(Vec::new()) };
    let called = guardians(visit, pupil)?.into_iter();
    Ok(called.map(|(guardian, words)| Choice::new(guardian, words)).collect())
}

/// The rounds of this school year and the next that are not scheduled.
fn new_rounds(visit: &Visit, facts: &Facts, at: Size) -> Vec<Choice> {
    let year = visit.today().school_year();
    let years = (0..YEARS_SCHEDULED).map(|ahead| year.plus(ahead));
    let occasions = domain::calendar::CENSUS_DATES.map(|(occasion, _, _)| occasion);
    let all = years.flat_map(|year| occasions.map(|occasion| format!("{year}:{occasion}")));
    let rounds = all.filter_map(|text| text.parse::<RoundId>().ok());
    rounds
        .filter(|round| facts.round(*round, at).is_none())
        .map(|round| Choice::new(round, words::round(round, visit.language)))
        .collect()
}

fn scale(facts: &Facts, at: Size, source: Source) -> Vec<Choice> {
    let editions = facts.editions(at);
    let mut choices: Vec<Choice> = Vec::new();
    for edition in editions.iter().rev() {
        match source {
            Source::Edition => choices.push(Choice::new(edition.id, edition.id.to_string())),
            Source::Instrument => {
                let name = edition.instrument.as_str();
                choices.push(Choice::new(name, name.to_uppercase()));
            }
            _ => {
                let points = edition.points.iter();
                let words = |p: &domain::scale::Point| format!("{} – {}", p.code, p.label);
                choices.extend(points.map(|point| Choice::new(point.code, words(point))));
            }
        }
    }
    let mut seen = BTreeSet::new();
    choices.retain(|choice| seen.insert(choice.value.clone()));
    choices
}

fn occasions(visit: &Visit, facts: &Facts, at: Size) -> Vec<Choice> {
    let usual = domain::calendar::CENSUS_DATES.map(|(occasion, _, _)| occasion.to_owned());
    let known = facts.rounds(at).into_iter().map(|round| round.round.occasion.to_string());
    let mut seen = BTreeSet::new();
    let all = usual.into_iter().chain(known).filter(|code| seen.insert(code.clone()));
    let words = |code: String| {
        let words = words::capital(words::occasion(&code, visit.language));
        Choice::new(code, words)
    };
    all.collect::<Vec<_>>().into_iter().map(words).collect()
}
