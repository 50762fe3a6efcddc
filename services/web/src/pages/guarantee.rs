//! `GET /schools/{school}/guarantee`: the shortfalls of a school unit, what came of each, how long it took.
//! An assessor sees those of the own classes.

use std::collections::{BTreeSet, HashMap};

use domain::calendar::Day;
use domain::guarantee::{Answer, Promise};
use domain::id::{Position, PupilId, RoundId, SchoolUnitCode, Size, StaffId};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::figure::count::ShortfallCount;
use projections::guarantee::{Shortfall, ShortfallState};
use projections::views::guarantee::GuaranteeRow;
use projections::{CountOf, Facts, GuaranteeBoard, GuaranteeCounts, Paged};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{past_banner, recorded_at};
use crate::pages::counted::Counted;
use crate::pages::family::word;
use crate::pages::named::{acts, person, school_name};
use crate::pages::paging::{HOLDING, List};
use crate::text::{CaseText, GuaranteeText, UnitText};
use crate::visit::{Answer as Reply, At, Visit};
use crate::words;

/// The shortfalls, page by page.
const ROWS: List = List::new("from", "rows", 40);

/// The board with what is needed to show it.
struct Sheet {
    /// Its rows are those of the page, its counts those of all.
    board: GuaranteeBoard,
    paged: Paged,
    school: String,
    rounds: Vec<RoundId>,
    whole: bool,
    /// The evidence of the counts: of all, and of each class.
    counted: Counted,
    of_classes: Vec<Counted>,
    /// The promised point of each row.
    points: Vec<Option<String>>,
    names: HashMap<PupilId, String>,
    staff: HashMap<StaffId, String>,
    at: At,
    recorded: Option<String>,
}

impl Sheet {
    /// The evidence of a row's days: an assessor's through the class.
    fn counted_for(&self, row: &GuaranteeRow) -> &Counted {
        let classes = self.board.classes.iter().zip(&self.of_classes);
        let mut own = classes.filter(|(class, _)| class.class == row.shortfall.class);
        let own = own.next().filter(|_| !self.whole).map(|(_, counted)| counted);
        own.unwrap_or(&self.counted)
    }
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Reply, Fault> {
    let school: SchoolUnitCode = visit.param("school")?;
    let sheet = read(visit, school)?;
    let title = visit.fill(GuaranteeText::Title, &[("school", &sheet.school)]);
    let body = html! {
        (past_banner(visit, sheet.recorded.clone(), sheet.at))
        (filter(visit, &sheet))
        @if !sheet.whole { p.soft { (visit.say(GuaranteeText::OwnClasses)) } }
        (counts(visit, &sheet))
        section aria-labelledby="rows" {
            h2 #rows { (visit.say(GuaranteeText::Rows)) }
            (rows(visit, &sheet))
        }
        @if sheet.board.classes.len() > 1 {
            section aria-labelledby="classes" {
                h2 #classes { (visit.say(GuaranteeText::Classes)) }
                (scroll(visit.say(GuaranteeText::Classes), &classes(visit, &sheet)))
            }
        }
        @if sheet.whole {
            p { a href={ "/schools/" (school) "/programmes" } { (visit.say(CaseText::ToList)) } }
        }
    };
    let crumbs = vec![(sheet.school.clone(), format!("/schools/{school}"))];
    let lead = html! { (visit.say(GuaranteeText::Lead)) };
    Ok(Page::new(title, body).with_lead(lead).under(crumbs).showing(sheet.at).into())
}

fn read(visit: &Visit, school: SchoolUnitCode) -> Result<Sheet, Fault> {
    let round = match visit.field("round") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Fault::NotFound)?),
    };
    demand(visit, school)?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let reader = visit.reader(&facts);
    let mut board = reader.guarantee(school, round, at.size).ok_or(Fault::Forbidden)?;
    let paged = page(visit, &mut board);
    let seen: BTreeSet<PupilId> = board.rows.iter().map(|row| row.shortfall.pupil).collect();
    let seen: Vec<PupilId> =
        seen.into_iter().filter(|pupil| visit.may(&facts, Sight::Pupil(*pupil))).collect();
    let points = board.rows.iter().map(|row| promised(&facts, row.shortfall.promise, at)).collect();
    let rounds = facts.rounds(at.size).iter().map(|round| round.round).collect();
    let name = school_name(&facts, school, visit.today(), at.size);
    let whole = visit.may(&facts, Sight::Guarantee(school));
    let recorded = recorded_at(&facts, at.size);
    // What an assessor sees of the board has a name of its own where it is one class.
    let whole_name = match board.classes.as_slice() {
        [only] if !whole => only.figure,
        _ => board.figure,
    };
    let counted = Counted::shown(visit, &facts, whole_name, at);
    let of_class = |figure| Counted::shown(visit, &facts, figure, at);
    let of_classes = board.classes.iter().map(|class| of_class(class.figure)).collect();
    drop(facts);
    let names = visit.names_of(&seen)?;
    let staff = visit.staff_names(board.rows.iter().filter_map(|row| row.responsible))?;
    let names = names.into_iter().map(|(id, called)| (id, called.text().to_owned())).collect();
    Ok(Sheet {
        board,
        paged,
        school: name,
        rounds,
        whole,
        counted,
        of_classes,
        points,
        names,
        staff,
        at,
        recorded,
    })
}

/// A fault unless the board, or a part of it, is open to the viewer. An empty record shows which.
fn demand(visit: &Visit, school: SchoolUnitCode) -> Result<(), Fault> {
    let facts = visit.facts()?;
    let reader = visit.reader(&facts);
    let board = reader.guarantee(school, None, Size(0));
    board.map(|_| ()).ok_or(Fault::Forbidden)
}

/// Leaves the page that the address asks for; where it names a shortfall, the page with that.
fn page(visit: &Visit, board: &mut GuaranteeBoard) -> Paged {
    let window = ROWS.window(visit);
    let named = visit.field(HOLDING).and_then(|text| text.parse().ok()).map(Position);
    let row = named.and_then(|position| board.row_of(position));
    board.page(row.map_or(window, |row| window.holding(row)))
}

/// The point that a promise is about.
pub(crate) fn promised(facts: &Facts, promise: Promise, at: At) -> Option<String> {
    let commitment = facts.commitment(promise.commitment, at.size)?;
    let mut versions = commitment.versions.into_iter();
    let version = versions.find(|version| version.number == promise.version)?;
    let target = version.terms.targets.iter().find(|target| target.number == promise.target)?;
    Some(target.least.to_string())
}

fn filter(visit: &Visit, sheet: &Sheet) -> Markup {
    let as_of = visit.field("asOf").filter(|_| sheet.at.past).unwrap_or_default();
    html! {
        form.bar method="get" action=(visit.path()) {
            div.field {
                label for="round" { (visit.say(UnitText::RoundPick)) }
                select #round name="round" {
                    option value="" { (visit.say(GuaranteeText::AllRounds)) }
                    @for round in sheet.rounds.iter().rev() {
                        option value=(round.slug()) selected[sheet.board.round == Some(*round)] {
                            (words::round(*round, visit.language))
                        }
                    }
                }
            }
            div.field {
                label for="as-of" { (visit.say(UnitText::AsOfLabel)) }
                input #as-of type="text" name="asOf" value=(as_of) size="18" autocomplete="off" aria-describedby="as-of-help";
            }
            button.quiet type="submit" { (visit.say(UnitText::Show)) }
            p.help #as-of-help { (visit.say(UnitText::AsOfHelp)) }
        }
    }
}

/// The heads of the counts, and what each counts.
const COUNTS: [(GuaranteeText, ShortfallCount); 5] = [
    (GuaranteeText::Found, ShortfallCount::Found),
    (GuaranteeText::Open, ShortfallCount::Open),
    (GuaranteeText::Late, ShortfallCount::Late),
    (GuaranteeText::Answered, ShortfallCount::Answered),
    (GuaranteeText::Lifted, ShortfallCount::Lifted),
];

/// The counts in the order of their heads, each with the way to its evidence.
fn numbers(visit: &Visit, counts: &GuaranteeCounts, counted: &Counted) -> [Markup; 5] {
    let numbers = [counts.found, counts.open, counts.late, counts.answered, counts.lifted];
    let linked =
        |(number, (_, of))| counted.number(visit, CountOf::Guarantee(of), u64::from(number));
    let mut pairs = numbers.into_iter().zip(COUNTS);
    std::array::from_fn(|_| pairs.next().map(linked).unwrap_or_default())
}

fn counts(visit: &Visit, sheet: &Sheet) -> Markup {
    let numbers = numbers(visit, &sheet.board.counts, &sheet.counted);
    html! {
        dl.tiles { @for ((name, _), number) in COUNTS.into_iter().zip(numbers) {
            div.tile { dt { (visit.say(name)) } dd { div.big { (number) } } }
        } }
    }
}

fn classes(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(GuaranteeText::Classes)) }
            thead { tr {
                th scope="col" { (visit.say(GuaranteeText::Class)) }
                @for (head, _) in COUNTS { th.number scope="col" { (visit.say(head)) } }
            } }
            tbody { @for (class, counted) in sheet.board.classes.iter().zip(&sheet.of_classes) {
                tr {
                    th scope="row" { (class.name.as_deref().unwrap_or(visit.say(GuaranteeText::NoClass))) }
                    @for number in numbers(visit, &class.counts, counted) {
                        td.number { (number) }
                    }
                }
            } }
        }
    }
}

fn rows(visit: &Visit, sheet: &Sheet) -> Markup {
    if sheet.paged.total == 0 {
        return html! { p { (visit.say(GuaranteeText::RowsNone)) } };
    }
    let heads = [
        GuaranteeText::Pupil,
        GuaranteeText::Class,
        GuaranteeText::Round,
        GuaranteeText::Lack,
        GuaranteeText::State,
    ];
    let table = html! {
        table.events {
            caption.hidden { (visit.say(GuaranteeText::Rows)) }
            thead { tr {
                @for head in heads { th scope="col" { (visit.say(head)) } }
                th.number scope="col" { (visit.say(GuaranteeText::Days)) }
                th scope="col" { (visit.say(GuaranteeText::Done)) }
            } }
            tbody { @for (row, point) in sheet.board.rows.iter().zip(&sheet.points) {
                (line(visit, sheet, row, point.as_deref()))
            } }
        }
    };
    ROWS.around(visit, sheet.paged, &scroll(visit.say(GuaranteeText::Rows), &table))
}

fn line(visit: &Visit, sheet: &Sheet, row: &GuaranteeRow, point: Option<&str>) -> Markup {
    let shortfall = &row.shortfall;
    let class = row.class_name.as_deref().unwrap_or(visit.say(GuaranteeText::NoClass));
    html! {
        tr #{ "shortfall-" (shortfall.position) } {
            th scope="row" {
                @match sheet.names.get(&shortfall.pupil) {
                    Some(name) => a href={ "/pupils/" (shortfall.pupil) } { (name) },
                    None => "–",
                }
            }
            td data-label=(visit.say(GuaranteeText::Class)) { (class) }
            td { (words::round(shortfall.round, visit.language)) }
            td {
                (word(visit, "Lack", &shortfall.lack))
                @if let Some(point) = point {
                    " " span.soft.under { a href={ "/commitments/" (shortfall.promise.commitment) } {
                        (visit.fill(GuaranteeText::Promised, &[("point", point)]))
                    } }
                }
            }
            td { (state(visit, shortfall, sheet.board.day)) (responsible(visit, sheet, row)) }
            td.number data-label=(visit.say(GuaranteeText::Days)) {
                (sheet.counted_for(row).link(CountOf::Days(shortfall.position), &row.days.to_string()))
                @if row.days_late > 0 { " " span.bad-text.under.apart {
                    (visit.fill(GuaranteeText::DaysLate, &[("days", &row.days_late.to_string())]))
                } }
            }
            td { (next(visit, sheet, row)) }
        }
    }
}

/// How a shortfall stands, in a word and with a mark.
pub(crate) fn state(visit: &Visit, shortfall: &Shortfall, day: Day) -> Markup {
    let by = shortfall.answer_by.to_string();
    let (class, text) = match shortfall.state {
        ShortfallState::Open if shortfall.answer_by < day => {
            ("state bad", visit.fill(GuaranteeText::StateLate, &[("by", &by)]))
        }
        ShortfallState::Open => {
            ("state warn", visit.fill(GuaranteeText::StateOpen, &[("by", &by)]))
        }
        ShortfallState::Answered => {
            let answer = shortfall.answer.map(|given| word(visit, "Answer", &given.answer));
            let answer = answer.unwrap_or_default();
            ("state good", visit.fill(GuaranteeText::StateAnswered, &[("answer", answer)]))
        }
        ShortfallState::Lifted => {
            let why = shortfall.lifted.map(|lifted| word(visit, "Lifted", &lifted.why));
            let why = why.unwrap_or_default().to_lowercase();
            ("state plain", visit.fill(GuaranteeText::StateLifted, &[("why", &why)]))
        }
    };
    html! { span class=(class) { (unbroken(&text)) } }
}

fn responsible(visit: &Visit, sheet: &Sheet, row: &GuaranteeRow) -> Markup {
    let times = row.shortfall.reminders.len();
    html! {
        @if row.shortfall.state == ShortfallState::Open {
            @if let Some(staff) = row.responsible {
                " " span.soft.under { (visit.fill(GuaranteeText::Responsible, &[("name", person(&sheet.staff, staff))])) }
            }
        }
        @if times > 0 {
            " " span.soft.under.apart { (visit.fill(GuaranteeText::Reminded, &[("times", &times.to_string())])) }
        }
    }
}

/// The case or measure that answers it, and what the viewer can do.
fn next(visit: &Visit, sheet: &Sheet, row: &GuaranteeRow) -> Markup {
    let shortfall = &row.shortfall;
    let (of, pupil) = (shortfall.position.to_string(), shortfall.pupil.to_string());
    let measure = match shortfall.answer.map(|given| given.answer) {
        Some(Answer::SchoolMeasure { measure }) => measure,
        _ => None,
    };
    let back = visit.address_with(&[]);
    let mut links = Vec::new();
    if shortfall.state == ShortfallState::Open {
        let given = [("of", of.as_str()), ("pupil", &pupil)];
        links.push(act::link(visit, "guarantee", "answer", &given, &back));
    }
    if shortfall.state != ShortfallState::Lifted && row.programme.is_none() {
        let given = [("shortfall", of.as_str()), ("pupil", &pupil)];
        links.push(act::link(visit, "action_programme", "report", &given, &back));
    }
    html! {
        @if let Some(programme) = row.programme {
            // The case follows the pupil to the next school unit.
            @if sheet.names.contains_key(&shortfall.pupil) {
                a href={ "/programmes/" (programme) } { (visit.say(GuaranteeText::Programme)) }
            } @else { (visit.say(GuaranteeText::Programme)) }
        }
        @if let (Some(measure), Some(given)) = (measure, shortfall.answer) {
            a href={ "/measures/" (measure) } { (word(visit, "Answer", &given.answer)) }
        }
        (acts(visit, &links))
    }
}
