//! `insyn view`: a view as a table for people, as JSON for scripts, as csv for a spreadsheet.

mod duties;

use domain::calendar::{Day, Instant};
use domain::id::{Position, PupilId, RoundId, SchoolUnitCode, Size};
use domain::people::Role;
use insyn_app::App;
use insyn_app::access::{Sight, may_see};
use insyn_app::facts::AsOf;
use insyn_app::shown::Reader;
use insyn_exchange::csv_out::{self, Cell};
use projections::disclosure::Shown as Hidden;
use projections::figure::targets::TargetRow;
use projections::views::rows::{Head, Row};
use projections::{Facts, Figure, Value};
use serde::Serialize;

use crate::actor;
use crate::cli::{ViewArgs, ViewKind};
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::wiring;

/// A view in all its forms.
pub(crate) struct Shown {
    /// As the API gives it.
    pub(crate) value: serde_json::Value,
    title: String,
    blocks: Vec<Block>,
    figures: Vec<Figure>,
}

/// A table for people.
struct Block {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Shown {
    fn text(&self) -> String {
        let tables = self.blocks.iter().filter(|block| !block.rows.is_empty());
        let tables = tables.map(|block| columns(&block.header, &block.rows));
        let parts: Vec<String> = std::iter::once(self.title.clone()).chain(tables).collect();
        parts.join("\n\n")
    }

    /// One figure a line, as Swedish Excel reads it, under a line with rules and as-of.
    pub(crate) fn csv(&self) -> std::io::Result<Vec<u8>> {
        if self.figures.is_empty()
            && let Some(block) = self.blocks.first()
        {
            return self.table(block);
        }
        let header =
            ["mått och urval", "värde", "täljare", "nämnare", "saknas", "regel", "per händelser"];
        let whole = |number: u64| Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX));
        let rows = self.figures.iter().map(|figure| {
            // Of a protected figure there are no numbers but those shown.
            let raw = figure.shown().is_none();
            let number = |number: u32| if raw { whole(number.into()) } else { Cell::Empty };
            vec![
                Cell::Text(figure.reference.to_string()),
                value_cell(figure),
                number(figure.numerator),
                base(figure).unwrap_or_else(|| number(figure.denominator)),
                number(figure.missing),
                Cell::Text(figure.rule.id().to_owned()),
                whole(figure.as_of.0),
            ]
        });
        let rules = "Regler: docs/figures.md. Värde: antal, andel (0–1) eller punkt. Per händelser: \
                     det som var känt vid så många händelser.";
        let mut bytes = Vec::new();
        csv_out::write(&mut bytes, &format!("{} {rules}", self.title), &header, rows)?;
        Ok(bytes)
    }
}

impl Shown {
    /// The rows of a view that holds no figures, under a line with the as-of.
    fn table(&self, block: &Block) -> std::io::Result<Vec<u8>> {
        let cells = |row: &Vec<String>| row.iter().cloned().map(Cell::Text).collect::<Vec<_>>();
        let mut bytes = Vec::new();
        let rows = block.rows.iter().map(cells);
        csv_out::write(&mut bytes, &self.title, &block.header, rows)?;
        Ok(bytes)
    }
}

pub(crate) fn run(args: &ViewArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let shown = read(&app, args)?;
    output.answer(&shown.value, || shown.text());
    Ok(exit::DONE)
}

/// Reads a view for someone who may see it.
pub(crate) fn read(app: &App, args: &ViewArgs) -> Result<Shown, Failure> {
    let actor = actor::resolve_at(app, &args.actor, school_of(args), natural(args.kind))?;
    let at = app.resolve(args.as_of).or_exit(exit::USAGE)?;
    let facts = app.facts().or_exit(exit::FAILED)?;
    let today = app.now().day();
    let then = match args.as_of {
        AsOf::Now => today,
        _ => last_day(&facts, at).unwrap_or(today),
    };
    let Some(sight) = sight(args)? else {
        let reader = Reader { facts: &facts, actor: Some(actor), shown_as: None, today };
        let round = round_for(&facts, at, args, then)?;
        let asked = duties::Asked { app, reader, at, round };
        let shown = asked.read(args)?;
        return shown.map_or_else(|| fail(exit::USAGE, "there is no such view"), Ok);
    };
    if !may_see(&facts, actor, sight, today) {
        return fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role));
    }
    if let Sight::Pupil(pupil) = sight {
        return pupil_card(&facts, at, pupil);
    }
    let round = round(&facts, at, args.round, then)?;
    let reader = Reader { facts: &facts, actor: Some(actor), shown_as: None, today };
    match sight {
        Sight::School(school) => school_view(reader.school(app, school, round, at)),
        Sight::RoundBoard(school) => board(reader.board(app, school, round, at)),
        Sight::District(id) => area(reader.district(app, id, round, at)),
        Sight::Committee(id) => area(reader.committee(app, id, round, at)),
        _ => fail(exit::USAGE, "there is no such view"),
    }
}

/// Whose view it is, unless another is asked for.
const fn natural(kind: ViewKind) -> Role {
    match kind {
        ViewKind::Pupil
        | ViewKind::Todo
        | ViewKind::Guarantee
        | ViewKind::Programmes
        | ViewKind::Programme => Role::Principal,
        _ => Role::ResultsCoordinator,
    }
}

/// The school unit that a view is of: its principal sees it as it is.
fn school_of(args: &ViewArgs) -> Option<SchoolUnitCode> {
    match args.kind {
        ViewKind::School
        | ViewKind::RoundBoard
        | ViewKind::Dialogue
        | ViewKind::Measures
        | ViewKind::Account => args.id.parse().ok(),
        _ => None,
    }
}

/// What a view of figures or of a pupil shows; none for the views of the duties.
fn sight(args: &ViewArgs) -> Result<Option<Sight>, Failure> {
    Ok(Some(match args.kind {
        ViewKind::School => Sight::School(args.id.parse().or_exit(exit::USAGE)?),
        ViewKind::RoundBoard => Sight::RoundBoard(args.id.parse().or_exit(exit::USAGE)?),
        ViewKind::District => Sight::District(args.id.parse().or_exit(exit::USAGE)?),
        ViewKind::Committee => Sight::Committee(args.id.parse().or_exit(exit::USAGE)?),
        ViewKind::Pupil => Sight::Pupil(args.id.parse().or_exit(exit::USAGE)?),
        _ => return Ok(None),
    }))
}

/// The round of a view that may need none.
fn round_for(
    facts: &Facts,
    at: Size,
    args: &ViewArgs,
    then: Day,
) -> Result<Option<RoundId>, Failure> {
    match args.kind {
        ViewKind::Dialogue | ViewKind::Account | ViewKind::Report => {
            round(facts, at, args.round, then).map(Some)
        }
        _ => Ok(args.round),
    }
}

/// The day of the last event of a state.
fn last_day(facts: &Facts, at: Size) -> Option<Day> {
    let last = Position(at.0.checked_sub(1)?);
    facts.recorded_at(last).map(Instant::day)
}

/// The round asked for, or the latest whose window had opened by then.
fn round(facts: &Facts, at: Size, asked: Option<RoundId>, then: Day) -> Result<RoundId, Failure> {
    if let Some(round) = asked {
        return Ok(round);
    }
    let rounds = facts.rounds(at);
    let begun = rounds.iter().rfind(|round| round.opens <= then).or(rounds.first());
    begun.map_or_else(|| fail(exit::NO, "no round was scheduled then"), |round| Ok(round.round))
}

pub(super) fn missing<T>() -> Result<T, Failure> {
    fail(exit::NO, "nothing is known of that, in that round and as of then")
}

fn school_view(view: Option<projections::SchoolView>) -> Result<Shown, Failure> {
    let Some(view) = view else { return missing() };
    let mut rows = vec![("all".to_owned(), &view.total)];
    let inhabited = view.by_grade.iter().filter(|row| !row.population.is_of_nobody());
    rows.extend(inhabited.map(|row| (label(row), row)));
    rows.extend(view.by_class.iter().map(|class| {
        let name = class.name.clone().unwrap_or_else(|| "no class".to_owned());
        (format!("class {name}"), &class.row)
    }));
    rows.extend(view.by_sex.iter().chain(&view.by_syllabus).map(|row| (label(row), row)));
    let title = title(&view.name, &view.head);
    shown(&view, title, &rows, &view.targets)
}

fn area(view: Option<projections::AreaView>) -> Result<Shown, Failure> {
    let Some(view) = view else { return missing() };
    let mut rows = vec![("all".to_owned(), &view.total)];
    let sliced = view.by_grade.iter().chain(&view.by_sex).chain(&view.by_syllabus);
    rows.extend(sliced.map(|row| (label(row), row)));
    rows.extend(view.schools.iter().map(|s| (format!("{} {}", s.school, s.name), &s.total)));
    let title = title(&view.name, &view.head);
    shown(&view, title, &rows, &view.targets)
}

fn shown(
    view: &impl Serialize,
    title: String,
    rows: &[(String, &Row)],
    targets: &[TargetRow],
) -> Result<Shown, Failure> {
    let mut figures: Vec<Figure> = rows.iter().flat_map(|(_, row)| figures_of(row)).collect();
    figures.extend(targets.iter().flat_map(|t| [t.reached, t.reached_of_population, t.coverage]));
    let value = serde_json::to_value(view).or_exit(exit::FAILED)?;
    Ok(Shown { value, title, blocks: vec![table(rows), target_table(targets)], figures })
}

fn title(name: &str, head: &Head) -> String {
    let Head { round, census_date, as_of, .. } = head;
    format!("{name}, {round}, census date {census_date}, as of {as_of} events.")
}

fn label(row: &Row) -> String {
    let text = row.slice.to_string();
    text.trim_start_matches(';').replace("grade=", "grade ").replace(['=', ';'], " ")
}

fn table(rows: &[(String, &Row)]) -> Block {
    let header = vec![
        "",
        "pupils",
        "assessed",
        "not assessed",
        "missing",
        "coverage",
        "median",
        "up",
        "same",
        "down",
        "top",
    ];
    let line = |(label, row): &(String, &Row)| {
        let progress = &row.progress;
        let figures = [
            row.population,
            row.assessed,
            row.not_assessed.all,
            row.missing,
            row.coverage,
            row.median,
            progress.risen,
            progress.same,
            progress.fallen,
            progress.at_the_top,
        ];
        let mut cells = vec![label.clone()];
        cells.extend(figures.iter().map(short));
        cells
    };
    Block { header, rows: rows.iter().map(line).collect() }
}

fn target_table(targets: &[TargetRow]) -> Block {
    let header = vec!["target", "of assessed", "of all", "coverage", "promised", "met"];
    let line = |target: &TargetRow| {
        let of = &target.target;
        let met = match target.met {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        let promised = f64::from(of.share_permille) / 10.0;
        vec![
            format!("{}: grade {}, at least {}", of.title, of.grade, of.least),
            short(&target.reached),
            short(&target.reached_of_population),
            short(&target.coverage),
            format!("{promised} %"),
            met.to_owned(),
        ]
    };
    Block { header, rows: targets.iter().map(line).collect() }
}

/// What is shown of the pupils that a protected figure is of.
fn base(figure: &Figure) -> Option<Cell> {
    let Value::Shown { base, .. } = figure.value else { return None };
    Some(match base {
        Hidden::Exact(count) | Hidden::Rounded(count) => Cell::Whole(count.into()),
        mark => Cell::Text(mark.to_string()),
    })
}

/// A figure in a cell: a share shows what it was counted from.
fn short(figure: &Figure) -> String {
    match figure.value {
        Value::Count => figure.numerator.to_string(),
        Value::Share => {
            let percent = figure.share().unwrap_or_default() * 100.0;
            format!("{percent:.0} % ({}/{})", figure.numerator, figure.denominator)
        }
        Value::Point(point) => point.to_string(),
        Value::Empty => "–".to_owned(),
        Value::NotComparable => {
            format!("not comparable ({}/{})", figure.numerator, figure.denominator)
        }
        Value::Shown { value: Hidden::Share(_), .. } => {
            format!("{:.1} %", figure.share().unwrap_or_default() * 100.0)
        }
        Value::Shown { value, .. } => value.to_string(),
    }
}

fn value_cell(figure: &Figure) -> Cell {
    match figure.value {
        Value::Share => Cell::Decimal(figure.share().unwrap_or_default(), 4),
        Value::Count => Cell::Whole(figure.numerator.into()),
        Value::Point(point) => Cell::Text(point.to_string()),
        Value::Empty => Cell::Empty,
        Value::NotComparable | Value::Shown { value: Hidden::NotComparable, .. } => {
            Cell::Text("ej jämförbart".to_owned())
        }
        Value::Shown { value, .. } => match (figure.count(), figure.share()) {
            (Some(count), _) => Cell::Whole(count.into()),
            (None, Some(share)) => Cell::Decimal(share, 4),
            (None, None) => Cell::Text(value.to_string()),
        },
    }
}

fn figures_of(row: &Row) -> Vec<Figure> {
    let reasons = &row.not_assessed;
    let progress = &row.progress;
    let mut figures = vec![
        row.population,
        row.assessed,
        row.coverage,
        reasons.all,
        reasons.absent,
        reasons.newly_arrived,
        reasons.exempt,
        row.missing,
        row.median,
        progress.risen,
        progress.same,
        progress.fallen,
        progress.at_the_top,
    ];
    figures.extend(row.points.iter().map(|point| point.pupils));
    figures
}

fn board(board: Option<projections::RoundBoard>) -> Result<Shown, Failure> {
    let Some(board) = board else { return missing() };
    let rows = board.classes.iter().map(|class| {
        let completion = &class.completion;
        let percent = completion.percent.map_or("–".to_owned(), |percent| format!("{percent} %"));
        vec![
            class.name.clone().unwrap_or_else(|| "no class".to_owned()),
            short(&completion.population),
            short(&completion.assessed),
            short(&completion.not_assessed),
            short(&completion.missing),
            percent,
            if class.signed_off.is_some() { "yes" } else { "no" }.to_owned(),
        ]
    });
    let header =
        vec!["class", "pupils", "assessed", "not assessed", "missing", "done", "signed off"];
    let block = Block { header, rows: rows.collect() };
    let completions = board.classes.iter().map(|class| &class.completion);
    let figures =
        completions.flat_map(|c| [c.population, c.assessed, c.not_assessed, c.missing]).collect();
    let value = serde_json::to_value(&board).or_exit(exit::FAILED)?;
    Ok(Shown { value, title: title(&board.name, &board.head), blocks: vec![block], figures })
}

fn pupil_card(facts: &Facts, at: Size, pupil: PupilId) -> Result<Shown, Failure> {
    let Some(card) = projections::pupil_card(facts, at, pupil) else { return missing() };
    let rows = card.rounds.iter().map(|round| {
        let point = match round.effective.map(|value| value.result) {
            Some(projections::roster::ValueResult::Point { point, .. }) => point.to_string(),
            Some(projections::roster::ValueResult::NotAssessed { .. }) => "not assessed".to_owned(),
            None => "–".to_owned(),
        };
        let change = round.change.map_or(String::new(), |change| format!("{:+}", change.ranks));
        vec![
            round.round.to_string(),
            round.grade.map_or(String::new(), |grade| grade.to_string()),
            round.class_name.clone().unwrap_or_default(),
            point,
            change,
            round.values.len().to_string(),
        ]
    });
    let header = vec!["round", "grade", "class", "point", "change", "values"];
    let block = Block { header, rows: rows.collect() };
    let value = serde_json::to_value(&card).or_exit(exit::FAILED)?;
    let title = format!("Pupil {pupil}, as of {} events.", card.as_of);
    Ok(Shown { value, title, blocks: vec![block], figures: Vec::new() })
}
