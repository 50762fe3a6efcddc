//! Horizontal bars: pupils at each point of a scale, with the counts in words.

use maud::{Markup, html};

use super::{at, number, part, patterns};

/// One bar.
pub(crate) struct Bar {
    /// The point.
    pub(crate) label: String,
    /// How many; none where it is not shown.
    pub(crate) count: Option<u32>,
    /// The phase, 1 to 3: its pattern.
    pub(crate) phase: u8,
    /// The words at its end.
    pub(crate) text: String,
}

/// A chart of bars.
pub(crate) struct Bars<'a> {
    /// Unique on the page.
    pub(crate) id: &'static str,
    pub(crate) title: &'a str,
    pub(crate) description: String,
    pub(crate) bars: Vec<Bar>,
    /// A line above each bar with such a number; the legend says what it is.
    pub(crate) thresholds: Vec<usize>,
}

const WIDTH: f32 = 440.0;
const LEFT: f32 = 36.0;
const RIGHT: f32 = 92.0;
const ROW: f32 = 19.0;
const BAR: f32 = 13.0;
const TOP: f32 = 6.0;

impl Bars<'_> {
    /// The chart.
    pub(crate) fn draw(&self) -> Markup {
        let height = TOP + ROW * number(self.bars.len()) + 8.0;
        let most = self.bars.iter().filter_map(|bar| bar.count).max().unwrap_or(0).max(1);
        let (title, description) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        html! {
            svg.chart.narrow viewBox={ "0 0 " (at(WIDTH)) " " (at(height)) } role="img"
                aria-labelledby={ (title) " " (description) } {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                (patterns(self.id))
                @for (index, bar) in self.bars.iter().enumerate() { (self.bar(index, bar, most)) }
                line.axis x1=(at(LEFT)) x2=(at(LEFT)) y1=(at(TOP)) y2=(at(height - 8.0)) {}
                @for index in &self.thresholds { (threshold(*index)) }
            }
        }
    }

    fn bar(&self, index: usize, bar: &Bar, most: u32) -> Markup {
        let y = TOP + ROW * number(index) + (ROW - BAR) / 2.0;
        let count = bar.count.unwrap_or(0);
        let permille = u64::from(count) * 1000 / u64::from(most);
        let width = (WIDTH - LEFT - RIGHT) * part(u16::try_from(permille).unwrap_or(1000));
        let baseline = at(y + BAR - 2.5);
        let fill = (bar.phase < 3).then(|| format!("url(#{}-{})", self.id, bar.phase));
        html! {
            text.end x=(at(LEFT - 7.0)) y=(baseline) { (bar.label) }
            @if bar.count.is_none() {
                text x=(at(LEFT + 6.0)) y=(baseline) { (bar.text) }
            } @else if count > 0 {
                rect.phase-3[bar.phase >= 3] x=(at(LEFT)) y=(at(y)) width=(at(width)) height=(at(BAR))
                    fill=[fill] {}
                rect.outline x=(at(LEFT)) y=(at(y)) width=(at(width)) height=(at(BAR)) {}
                text x=(at(LEFT + width + 6.0)) y=(baseline) { (bar.text) }
            }
        }
    }
}

fn threshold(index: usize) -> Markup {
    let y = TOP + ROW * number(index);
    html! { line.promise x1=(at(LEFT)) x2=(at(WIDTH)) y1=(at(y)) y2=(at(y)) {} }
}
