//! Charts as SVG, drawn from data: each with title and description, shapes and words beside colour,
//! and a table under it on the page.

mod bars;
mod curve;
mod lines;

pub(crate) use bars::{Bar, Bars};
pub(crate) use curve::{Curve, Step};
pub(crate) use lines::{Line, Lines, Mark};

use maud::{Markup, html};

/// A coordinate as text: one decimal is finer than any screen here.
fn at(value: f32) -> String {
    format!("{value:.1}")
}

/// A small number as a coordinate.
fn number(value: usize) -> f32 {
    f32::from(u16::try_from(value).unwrap_or(u16::MAX))
}

/// A share given in permille, as a part of one.
fn part(permille: u16) -> f32 {
    f32::from(permille.min(1000)) / 1000.0
}

/// The patterns of the three phases, so that colour is never alone: dots, stripes, full.
fn patterns(id: &str) -> Markup {
    html! {
        defs {
            pattern id={ (id) "-1" } width="6" height="6" patternUnits="userSpaceOnUse" {
                rect.phase-1 width="6" height="6" {}
                circle.dot cx="3" cy="3" r="1.1" {}
            }
            pattern id={ (id) "-2" } width="7" height="7" patternUnits="userSpaceOnUse" {
                rect.phase-2 width="7" height="7" {}
                path.hatch d="M-1 8L8 -1" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_in_words_what_it_shows_and_escapes_them() {
        let bar = Bar { label: "1".to_owned(), count: Some(3), phase: 1, text: "<3>".to_owned() };
        let bars = Bars {
            id: "b",
            title: "A & B",
            description: "three <pupils>".to_owned(),
            bars: vec![bar],
            thresholds: vec![0],
        };
        let svg = bars.draw().into_string();
        assert!(svg.contains("<title id=\"b-title\">A &amp; B</title>"));
        assert!(svg.contains("three &lt;pupils&gt;") && svg.contains("&lt;3&gt;"));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn a_line_is_broken_where_there_is_no_share() {
        let line =
            Line { name: "a".to_owned(), values: vec![Some(500), None, Some(700), Some(800)] };
        let lines = Lines {
            id: "l",
            title: "t",
            description: String::new(),
            labels: vec![("sep".to_owned(), "25/26".to_owned()); 4],
            lines: vec![line],
        };
        let svg = lines.draw().into_string();
        assert_eq!(svg.matches("<polyline").count(), 2, "two runs of points");
        assert_eq!(svg.matches("class=\"mark-none\"").count(), 1, "the gap has a mark of its own");
    }
}
