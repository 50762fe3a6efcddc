//! The views of the duties of the field, as tables.

use domain::calendar::Day;
use domain::id::{RoundId, Size};
use domain::people::Scope;
use insyn_app::App;
use insyn_app::access::Sight;
use insyn_app::shown::Reader;
use projections::TodoItem;
use projections::views::measures::Observation;
use serde::Serialize;

use super::{Block, Shown, missing};
use crate::cli::{ViewArgs, ViewKind};
use crate::output::{Exit, Failure, exit, fail};

/// What a view is asked of.
pub(super) struct Asked<'a> {
    pub(super) app: &'a App,
    pub(super) reader: Reader<'a>,
    pub(super) at: Size,
    /// The round asked for; of a view that needs one, else the latest that had opened by then.
    pub(super) round: Option<RoundId>,
}

/// A word of the field, as JSON has it.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(serde_json::Value::Null) | Err(_) => "–".to_owned(),
        Ok(other) => other.to_string(),
    }
}

fn day(day: Option<Day>) -> String {
    day.map_or("–".to_owned(), |day| day.to_string())
}

fn yes(held: bool) -> String {
    if held { "yes" } else { "no" }.to_owned()
}

fn shown(
    view: &impl Serialize,
    title: String,
    header: &[&'static str],
    rows: Vec<Vec<String>>,
) -> Result<Shown, Failure> {
    let value = serde_json::to_value(view).or_exit(exit::FAILED)?;
    let block = Block { header: header.to_vec(), rows };
    Ok(Shown { value, title, blocks: vec![block], figures: Vec::new() })
}

fn not_allowed<T>() -> Result<T, Failure> {
    fail(exit::NOT_ALLOWED, "this role may not see this")
}

fn id<T: std::str::FromStr>(args: &ViewArgs) -> Result<T, Failure>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    args.id.parse().or_exit(exit::USAGE)
}

impl Asked<'_> {
    fn demand(&self, sight: Sight) -> Result<(), Failure> {
        if self.reader.may(sight) { Ok(()) } else { not_allowed() }
    }

    /// The view; none where the kind is another's.
    pub(super) fn read(&self, args: &ViewArgs) -> Result<Option<Shown>, Failure> {
        Ok(Some(match args.kind {
            ViewKind::Todo => self.todo()?,
            ViewKind::Guarantee => self.guarantee(args)?,
            ViewKind::Dialogue => self.dialogue(args)?,
            ViewKind::Programmes => self.programmes(args)?,
            ViewKind::Programme => self.programme(args)?,
            ViewKind::Measures => self.measures(args)?,
            ViewKind::Account => self.account(args)?,
            ViewKind::Report => self.report(args)?,
            ViewKind::Commitment => self.commitment(args)?,
            ViewKind::Knowledge => self.knowledge()?,
            ViewKind::Decisions => self.decisions()?,
            ViewKind::Seminars => self.seminars()?,
            ViewKind::Support => self.support(args)?,
            ViewKind::Competence => self.competence(args)?,
            ViewKind::School
            | ViewKind::District
            | ViewKind::Committee
            | ViewKind::RoundBoard
            | ViewKind::Pupil => return Ok(None),
        }))
    }

    fn todo(&self) -> Result<Shown, Failure> {
        let Some(actor) = self.reader.actor else { return not_allowed() };
        self.demand(Sight::ToDo(actor.staff))?;
        let Reader { facts, today, .. } = self.reader;
        let list = projections::todo(facts, actor.staff, today, self.at);
        let row = |item: &TodoItem| {
            vec![
                word(&item.state),
                day(item.due),
                word(&item.kind),
                item.of.to_string(),
                word(&item.about),
            ]
        };
        let rows = list.items.iter().map(row).collect();
        let title = format!("To do on {}, as of {} events.", list.day, list.as_of);
        shown(&list, title, &["state", "due", "what", "since", "about"], rows)
    }

    fn guarantee(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let Some(board) = self.reader.guarantee(id(args)?, self.round, self.at) else {
            return not_allowed();
        };
        let row = |row: &projections::views::guarantee::GuaranteeRow| {
            let shortfall = &row.shortfall;
            vec![
                shortfall.position.to_string(),
                row.class_name.clone().unwrap_or_default(),
                shortfall.pupil.to_string(),
                word(&shortfall.state),
                word(&shortfall.lack),
                word(&shortfall.answer.map(|given| given.answer)),
                shortfall.answer_by.to_string(),
                row.days.to_string(),
                yes(row.late),
            ]
        };
        let rows = board.rows.iter().map(row).collect();
        let counts = &board.counts;
        let title = format!(
            "{}: {} shortfalls, {} open, {} late, {} answered, {} lifted, as of {} events.",
            board.school,
            counts.found,
            counts.open,
            counts.late,
            counts.answered,
            counts.lifted,
            board.as_of
        );
        let header =
            ["shortfall", "class", "pupil", "state", "lack", "answer", "by", "days", "late"];
        shown(&board, title, &header, rows)
    }

    fn dialogue(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let school = id(args)?;
        self.demand(Sight::DialogueCoverage(school))?;
        let Some(round) = self.round else { return missing() };
        let Some(found) = self.reader.dialogue(school, round, self.at) else { return missing() };
        let row = |name: String, reach: &projections::views::dialogue::Reach| {
            vec![
                name,
                reach.population.to_string(),
                reach.explained.numerator.to_string(),
                reach.explained_to_all.numerator.to_string(),
                reach.acknowledged.numerator.to_string(),
                reach.not_reached.numerator.to_string(),
            ]
        };
        let mut rows: Vec<Vec<String>> =
            found.reach.iter().map(|all| row("all".to_owned(), all)).collect();
        rows.extend(found.classes.iter().map(|class| {
            row(class.name.clone().unwrap_or_else(|| "no class".to_owned()), &class.reach)
        }));
        let title = format!("{}, {}, as of {} events.", found.school, found.round, found.as_of);
        let header =
            ["class", "pupils", "explained", "to all guardians", "acknowledged", "not reached"];
        shown(&found, title, &header, rows)
    }

    fn programmes(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let school = id(args)?;
        self.demand(Sight::Programmes(school))?;
        let Reader { facts, today, .. } = self.reader;
        let found = projections::programmes(facts, school, today, self.at);
        let row = |row: &projections::views::programme::ProgrammeRow| {
            vec![
                row.programme.to_string(),
                row.pupil.to_string(),
                word(&row.state),
                format!("{}/{}", row.served, row.parties),
                day(row.follow_up.map(|appointment| appointment.on)),
                day(row.evaluation.map(|appointment| appointment.on)),
                yes(row.late),
            ]
        };
        let rows = found.cases.iter().map(row).collect();
        let title = format!("{}, cases as of {} events.", found.school, found.as_of);
        let header = ["programme", "pupil", "state", "served", "follow-up", "evaluation", "late"];
        shown(&found, title, &header, rows)
    }

    fn programme(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let programme = id(args)?;
        let Reader { facts, today, .. } = self.reader;
        let known = projections::programme(facts, programme, today, facts.size());
        let Some(known) = known else { return missing() };
        self.demand(Sight::Programme(known.row.pupil))?;
        let Some(case) = self.reader.programme(programme, self.at) else { return missing() };
        let row = |step: &projections::views::programme::CaseStep| {
            vec![
                step.position.to_string(),
                step.on.to_string(),
                step.kind.to_owned(),
                word(&step.party),
                yes(step.struck.is_some()),
            ]
        };
        let rows = case.steps.iter().map(row).collect();
        let title = format!(
            "Case {}, pupil {}: {}, as of {} events.",
            case.row.programme,
            case.row.pupil,
            word(&case.row.state),
            case.as_of
        );
        shown(&case, title, &["position", "on", "step", "party", "struck"], rows)
    }

    fn measures(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let Some(found) = self.reader.measures(self.app, id(args)?, self.at) else {
            return not_allowed();
        };
        let share = |observed: &Option<Observation>| {
            let Some(observed) = observed else { return "–".to_owned() };
            match (observed.counts, observed.figures.as_slice()) {
                (Some(counts), _) => format!("{}/{}", counts.reached, counts.assessed),
                (None, [figure]) => {
                    figure.shown().map_or("..".to_owned(), |shown| shown.to_string())
                }
                (None, _) => "..".to_owned(),
            }
        };
        let row = |row: &projections::MeasureRow| {
            vec![
                row.measure.to_string(),
                row.title.clone(),
                word(&row.state),
                row.decided_on.to_string(),
                row.cost.map_or("–".to_owned(), |cost| cost.to_string()),
                share(&row.before),
                share(&row.after),
                word(&row.evaluations.last().map(|found| found.effect)),
            ]
        };
        let rows = found.measures.iter().map(row).collect();
        let title = format!("{}, measures as of {} events.", found.school, found.as_of);
        let header = ["measure", "title", "state", "decided", "cost", "before", "after", "effect"];
        shown(&found, title, &header, rows)
    }

    fn account(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let school = id(args)?;
        self.demand(Sight::Account(school))?;
        let Some(round) = self.round else { return missing() };
        let account = self.reader.account(self.app, school, round, self.at);
        let Some(account) = account else { return missing() };
        let title = format!("Account of {school}, {round}, as of {} events.", self.at);
        document(&account, title)
    }

    fn report(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let committee = id(args)?;
        self.demand(Sight::Report(committee))?;
        let Some(round) = self.round else { return missing() };
        let report = self.reader.report(self.app, committee, round, self.at);
        let Some(report) = report else { return missing() };
        let title = format!("Report to {committee}, {round}, as of {} events.", self.at);
        document(&report, title)
    }

    fn commitment(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let Some(found) = self.reader.commitment(self.app, id(args)?, None, self.at) else {
            return missing();
        };
        let row = |version: &projections::views::pledge::PledgeVersion| {
            vec![
                version.version.number.to_string(),
                version.version.terms.title.clone(),
                day(version.version.adopted_on),
                day(version.version.ends),
                yes(version.version.lowered),
                word(&version.behind.as_ref().and_then(|behind| behind.number.clone())),
                version.published.len().to_string(),
                version.explained.len().to_string(),
            ]
        };
        let rows = found.versions.iter().map(row).collect();
        let title = format!("Commitment {}, as of {} events.", found.commitment, self.at);
        let header = [
            "version",
            "title",
            "adopted",
            "ends",
            "lowered",
            "decision",
            "published",
            "explained",
        ];
        shown(&found, title, &header, rows)
    }

    fn knowledge(&self) -> Result<Shown, Failure> {
        let Reader { facts, today, .. } = self.reader;
        let found = projections::knowledge(facts, today, self.at);
        let rows = found.rights.iter().map(|right| {
            let version = right.in_force.as_ref().map(|version| version.content.version);
            vec![
                right.right.to_string(),
                version.map_or("–".to_owned(), |version| version.to_string()),
                right.former.len().to_string(),
                right.served_by.len().to_string(),
            ]
        });
        let rows = rows.collect();
        let title = format!("Knowledge rights on {}, as of {} events.", found.day, self.at);
        shown(&found, title, &["right", "version", "former", "commitments"], rows)
    }

    fn decisions(&self) -> Result<Shown, Failure> {
        let found = projections::decisions(self.reader.facts, self.at);
        let row = |decision: &projections::views::decisions::DecisionMade| {
            vec![
                decision.decision.to_string(),
                decision.committee.to_string(),
                decision.meeting.to_string(),
                decision.number.clone(),
                word(&decision.resolution),
                yes(decision.without_debate),
                day(decision.minutes.map(|minutes| minutes.approved)),
            ]
        };
        let rows = found.decisions.iter().map(row).collect();
        let title = format!(
            "{} decisions, {} public debates, as of {} events.",
            found.decisions.len(),
            found.debates.len(),
            self.at
        );
        let header =
            ["decision", "committee", "meeting", "number", "resolution", "no debate", "minutes"];
        shown(&found, title, &header, rows)
    }

    fn seminars(&self) -> Result<Shown, Failure> {
        self.demand(Sight::Seminars)?;
        let Reader { facts, today, .. } = self.reader;
        let found = projections::seminars(facts, today, self.at);
        let row = |row: &projections::views::seminar::SeminarRow| {
            let agreement = row.agreement.as_ref().and_then(|agreement| agreement.value);
            vec![
                row.seminar.to_string(),
                row.on.to_string(),
                word(&row.kind),
                row.title.clone(),
                day(row.held_on),
                row.participants.to_string(),
                row.raters.to_string(),
                agreement.map_or("–".to_owned(), |value| value.to_string()),
            ]
        };
        let rows = found.seminars.iter().map(row).collect();
        let title = format!("Seminars, as of {} events (agreement in thousandths).", found.as_of);
        let header = ["seminar", "on", "kind", "title", "held", "took part", "raters", "agreement"];
        shown(&found, title, &header, rows)
    }

    fn support(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let school = id(args)?;
        self.demand(Sight::Support(school))?;
        let found = projections::support(self.reader.facts, school, self.at);
        let title = format!(
            "{school}: {} coachings, {} developments, {} acts of leadership, as of {} events.",
            found.coaching.len(),
            found.development.len(),
            found.leadership.len(),
            found.as_of
        );
        document(&found, title)
    }

    fn competence(&self, args: &ViewArgs) -> Result<Shown, Failure> {
        let school = id(args)?;
        self.demand(Sight::Competence(school))?;
        let Reader { facts, today, .. } = self.reader;
        let found = projections::competence(facts, Scope::School(school), today, self.at);
        let title = format!(
            "{school}: {} requirements, {} authorisations on {}, as of {} events.",
            found.requirements.len(),
            found.authorisations.len(),
            found.day,
            found.as_of
        );
        document(&found, title)
    }
}

/// A view of many parts: one line for each value in it.
fn document(view: &impl Serialize, title: String) -> Result<Shown, Failure> {
    let value = serde_json::to_value(view).or_exit(exit::FAILED)?;
    let mut rows = Vec::new();
    leaves(&value, &mut String::new(), &mut rows);
    let block = Block { header: vec!["what", "value"], rows };
    Ok(Shown { value, title, blocks: vec![block], figures: Vec::new() })
}

fn leaves(value: &serde_json::Value, path: &mut String, rows: &mut Vec<Vec<String>>) {
    let length = path.len();
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                path.push_str(if length == 0 { "" } else { "." });
                path.push_str(name);
                leaves(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Array(values) => {
            for (number, value) in values.iter().enumerate() {
                path.push_str(&format!("[{number}]"));
                leaves(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Null => {}
        leaf => rows.push(vec![path.clone(), word(leaf)]),
    }
}
