//! Lines of shares over rounds, broken where there is no share to show.

use maud::{Markup, html};

use super::{at, number, part};

/// One line; values in permille, none where there is no share to show.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<u16>>,
}

/// A chart of lines over rounds.
pub(crate) struct Lines<'a> {
    /// Unique on the page.
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: String,
    /// What stands under each round, on two rows.
    pub(crate) labels: Vec<(String, String)>,
    /// One or two lines.
    pub(crate) lines: Vec<Line>,
}

/// The mark of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A full circle on a full line.
    First,
    /// An open square on a broken line.
    Second,
    /// An open diamond alone.
    Promise,
}

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 250.0;
const LEFT: f32 = 52.0;
const RIGHT: f32 = 24.0;
const TOP: f32 = 14.0;
const BOTTOM: f32 = 46.0;

impl Mark {
    fn of(line: usize) -> Self {
        if line == 0 { Self::First } else { Self::Second }
    }

    /// The mark itself.
    pub(super) fn draw(self, x: f32, y: f32) -> Markup {
        match self {
            Self::First => html! { circle.mark-1 cx=(at(x)) cy=(at(y)) r="4.5" {} },
            Self::Second => html! {
                rect.mark-2 x=(at(x - 4.0)) y=(at(y - 4.0)) width="8" height="8" {}
            },
            Self::Promise => {
                let diamond = format!("M{} {}l6 6l-6 6l-6 -6z", at(x), at(y - 6.0));
                html! { path.promise-mark d=(diamond) {} }
            }
        }
    }

    /// How the mark looks, for a legend.
    pub(crate) fn sample(self) -> Markup {
        let class = match self {
            Self::First => "line-1",
            Self::Second => "line-2",
            Self::Promise => "promise",
        };
        html! {
            svg.chart viewBox="0 0 34 16" aria-hidden="true" {
                @if self != Self::Promise { line class=(class) x1="0" x2="34" y1="8" y2="8" {} }
                (self.draw(17.0, 8.0))
            }
        }
    }
}

impl Lines<'_> {
    /// The chart.
    pub(crate) fn draw(&self) -> Markup {
        let (title, description) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        html! {
            svg.chart.wide viewBox={ "0 0 " (at(WIDTH)) " " (at(HEIGHT)) } role="img"
                aria-labelledby={ (title) " " (description) } {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                @for tenth in [0u16, 250, 500, 750, 1000] { (grid(tenth)) }
                @for (index, label) in self.labels.iter().enumerate() { (self.label(index, label)) }
                @for (index, line) in self.lines.iter().enumerate() { (self.line(index, line)) }
            }
        }
    }

    /// The legend that goes above it, where there is more than one line.
    pub(crate) fn legend(&self) -> Markup {
        html! {
            ul.legend { @for (index, line) in self.lines.iter().enumerate() {
                li { (Mark::of(index).sample()) (line.name) }
            } }
        }
    }

    fn x(&self, index: usize) -> f32 {
        let room = WIDTH - LEFT - RIGHT;
        let step = room / number(self.labels.len().max(1));
        LEFT + step * (number(index) + 0.5)
    }

    fn label(&self, index: usize, (upper, lower): &(String, String)) -> Markup {
        let x = at(self.x(index));
        html! {
            text.mid x=(x) y=(at(HEIGHT - BOTTOM + 18.0)) { (upper) }
            text.mid.faint x=(x) y=(at(HEIGHT - BOTTOM + 34.0)) { (lower) }
        }
    }

    fn line(&self, index: usize, line: &Line) -> Markup {
        let class = if index == 0 { "line-1" } else { "line-2" };
        html! {
            @for run in runs(&line.values) {
                polyline class=(class) points=(self.points(&run)) {}
            }
            @for (place, value) in line.values.iter().enumerate() {
                @match value {
                    Some(value) => (Mark::of(index).draw(self.x(place), y(*value))),
                    None if index == 0 => {
                        circle.mark-none cx=(at(self.x(place))) cy=(at(y(0))) r="4" {}
                    }
                    None => {}
                }
            }
        }
    }

    fn points(&self, run: &[(usize, u16)]) -> String {
        let points =
            run.iter().map(|(index, value)| format!("{},{}", at(self.x(*index)), at(y(*value))));
        points.collect::<Vec<_>>().join(" ")
    }
}

fn y(permille: u16) -> f32 {
    TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - part(permille))
}

fn grid(permille: u16) -> Markup {
    let y = y(permille);
    html! {
        line.grid x1=(at(LEFT)) x2=(at(WIDTH - RIGHT)) y1=(at(y)) y2=(at(y)) {}
        text.end.faint x=(at(LEFT - 8.0)) y=(at(y + 4.0)) { (permille / 10) " %" }
    }
}

/// The runs of values next to each other.
fn runs(values: &[Option<u16>]) -> Vec<Vec<(usize, u16)>> {
    let mut runs: Vec<Vec<(usize, u16)>> = vec![Vec::new()];
    for (index, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((index, *value)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
