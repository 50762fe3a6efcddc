//! A pupil's curve: the point of each round as steps on the scale, against the commitment's point.

use maud::{Markup, html};

use super::lines::Mark;
use super::{at, number};

/// One round of the curve.
pub(crate) struct Step {
    /// What stands under it, on two rows.
    pub(crate) label: (String, String),
    /// The rank reached; none where there is no point.
    pub(crate) rank: Option<u8>,
    /// The least rank a commitment promises in this round.
    pub(crate) promised: Option<u8>,
}

/// A curve over rounds.
pub(crate) struct Curve<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: String,
    /// The points of the scale, lowest first.
    pub(crate) scale: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

const WIDTH: f32 = 720.0;
const LEFT: f32 = 52.0;
const RIGHT: f32 = 24.0;
const TOP: f32 = 14.0;
const BOTTOM: f32 = 46.0;
const RANK: f32 = 22.0;

impl Curve<'_> {
    /// The chart.
    pub(crate) fn draw(&self) -> Markup {
        let (lowest, highest) = self.span();
        let height = TOP + BOTTOM + RANK * f32::from(highest - lowest);
        html! {
            svg.chart.wide viewBox={ "0 0 " (at(WIDTH)) " " (at(height)) } role="img"
                aria-labelledby="curve-title curve-desc" {
                title #curve-title { (self.title) }
                desc #curve-desc { (self.description) }
                @for rank in lowest..=highest { (self.grid(rank, highest)) }
                @for (index, step) in self.steps.iter().enumerate() {
                    text.mid x=(at(self.x(index))) y=(at(height - BOTTOM + 20.0)) { (step.label.0) }
                    text.mid.faint x=(at(self.x(index))) y=(at(height - BOTTOM + 36.0)) { (step.label.1) }
                }
                path.line-1 d=(self.path(highest)) {}
                @for (index, step) in self.steps.iter().enumerate() {
                    @if let Some(rank) = step.promised {
                        (Mark::Promise.draw(self.x(index), y(rank, highest)))
                    }
                    @if let Some(rank) = step.rank {
                        (Mark::First.draw(self.x(index), y(rank, highest)))
                    }
                }
            }
        }
    }

    /// The ranks that are drawn: those that occur and one more on each side.
    fn span(&self) -> (u8, u8) {
        let ranks = || self.steps.iter().flat_map(|step| [step.rank, step.promised]).flatten();
        let top = u8::try_from(self.scale.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let lowest = ranks().min().unwrap_or(0).saturating_sub(1);
        let highest = ranks().max().unwrap_or(top).saturating_add(1).min(top);
        (lowest, highest.max(lowest))
    }

    fn x(&self, index: usize) -> f32 {
        let step = (WIDTH - LEFT - RIGHT) / number(self.steps.len().max(1));
        LEFT + step * (number(index) + 0.5)
    }

    fn grid(&self, rank: u8, highest: u8) -> Markup {
        let y = y(rank, highest);
        html! {
            line.grid x1=(at(LEFT)) x2=(at(WIDTH - RIGHT)) y1=(at(y)) y2=(at(y)) {}
            text.end.faint x=(at(LEFT - 8.0)) y=(at(y + 4.0)) {
                @if let Some(point) = self.scale.get(usize::from(rank)) { (point) }
            }
        }
    }

    /// Steps: a point holds until the next assessment.
    fn path(&self, highest: u8) -> String {
        let mut path = String::new();
        for (index, step) in self.steps.iter().enumerate() {
            let Some(rank) = step.rank else { continue };
            let (x, y) = (at(self.x(index)), at(y(rank, highest)));
            if path.is_empty() {
                path = format!("M{x} {y}");
            } else {
                path.push_str(&format!("H{x}V{y}"));
            }
        }
        path
    }
}

fn y(rank: u8, highest: u8) -> f32 {
    TOP + RANK * f32::from(highest.saturating_sub(rank))
}
