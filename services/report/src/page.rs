//! A document as blocks: all that the template lays out, in words that need no more work.

use serde::Serialize;

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Words.
    Start,
    /// Numbers.
    End,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// How it stands.
    pub align: Align,
}

/// A table. The first cell of a row is the header of its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The last row is a sum.
    pub sum: bool,
    /// Many narrow columns: set smaller.
    pub dense: bool,
    /// What must be said of it.
    pub note: Option<String>,
}

/// A line across a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// Its label.
    pub label: String,
    /// Where, from 0 to 1.
    pub at: f64,
}

/// A bar. Drawn by length and pattern, labelled with its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its value in words.
    pub value: String,
    /// Its length, from 0 to 1.
    pub length: f64,
    /// A mark across it (a target), from 0 to 1.
    pub mark: Option<f64>,
    /// Hatched instead of filled: it does not reach its mark, or cannot be compared.
    pub hatched: bool,
}

/// A place on a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    /// What it stands for.
    pub label: String,
    /// Its value in words.
    pub value: String,
    /// Its height, from 0 to 1; none: not known, and the line is broken.
    pub at: Option<f64>,
    /// The line from the dot before is not drawn: the two cannot be compared.
    pub apart: bool,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum Drawing {
    /// Standing bars.
    Columns {
        /// From the first to the last.
        bars: Vec<Bar>,
    },
    /// Lying bars, each with its label on the left.
    Bars {
        /// From the top.
        bars: Vec<Bar>,
    },
    /// A line with dots.
    Line {
        /// From the first to the last.
        dots: Vec<Dot>,
    },
}

/// A chart. Made only with a description: see [`crate::typeset`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub caption: String,
    /// The description that takes its place for who cannot see it. Never empty.
    pub alt: String,
    /// The lines across.
    pub axis: Vec<Tick>,
    /// What the patterns and marks mean.
    pub key: Option<String>,
    /// What is drawn.
    #[serde(flatten)]
    pub drawing: Drawing,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A heading; levels follow one another.
    Heading {
        /// 1 for a chapter.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words; a line feed breaks the line.
        text: String,
    },
    /// A smaller remark.
    Note {
        /// Its words.
        text: String,
    },
    /// A list.
    List {
        /// Numbered, or with points.
        numbered: bool,
        /// Its entries.
        items: Vec<String>,
    },
    /// Names with their values.
    Facts {
        /// Each with its value.
        rows: Vec<[String; 2]>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// The next letter of a bundle begins, on a new page.
    Letter {
        /// To whom.
        address: Vec<String>,
        /// Its title.
        title: String,
    },
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Under the title.
    pub subtitle: Option<String>,
    /// Its language: 2 or 3 letters.
    pub lang: String,
    /// Its region: 2 letters.
    pub region: Option<String>,
    /// Written from right to left.
    pub rtl: bool,
    /// Who made it.
    pub author: String,
    /// Year, month, day: the only date in it.
    pub day: [i16; 3],
    /// On the left of every page's head.
    pub head_start: String,
    /// On the right of every page's head.
    pub head_end: String,
    /// On the left of every page's foot: what it rests on.
    pub foot: String,
    /// The words before and between page numbers.
    pub page_of: [String; 2],
    /// A letter: larger text, one page.
    pub letter: bool,
    /// Several letters, each on a page of its own: no title before them and no page numbers.
    pub bundle: bool,
    /// Above the title of a letter.
    pub address: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Table {
    /// A table of words in the first column and numbers in the others.
    #[must_use]
    pub fn new(caption: String, titles: Vec<String>) -> Self {
        let align = |index| if index == 0 { Align::Start } else { Align::End };
        let column = |(index, title)| Column { title, align: align(index) };
        Self {
            caption,
            columns: titles.into_iter().enumerate().map(column).collect(),
            rows: Vec::new(),
            sum: false,
            dense: false,
            note: None,
        }
    }

    /// Columns that hold words.
    #[must_use]
    pub fn words(mut self, indices: &[usize]) -> Self {
        for index in indices {
            if let Some(column) = self.columns.get_mut(*index) {
                column.align = Align::Start;
            }
        }
        self
    }

    /// Its rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// A last row that is the sum.
    #[must_use]
    pub fn sum(mut self, row: Vec<String>) -> Self {
        self.rows.push(row);
        self.sum = true;
        self
    }

    /// What must be said of it.
    #[must_use]
    pub fn note(mut self, note: String) -> Self {
        self.note = Some(note);
        self
    }
}
