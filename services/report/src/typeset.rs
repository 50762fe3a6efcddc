//! Blocks to a PDF: the template, the fonts and the data are all that the typesetter sees.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::page::{Block, Page};

/// Source Sans 3, by Adobe, under the SIL Open Font License 1.1 (`fonts/OFL.txt`).
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/SourceSans3_400Regular.ttf"),
    include_bytes!("../fonts/SourceSans3_400Regular_Italic.ttf"),
    include_bytes!("../fonts/SourceSans3_600SemiBold.ttf"),
    include_bytes!("../fonts/SourceSans3_700Bold.ttf"),
];
const TEMPLATE: &str = include_str!("../templates/document.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers of tables are among the features still in the making.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
}

/// Why no PDF could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// A chart says nothing to who cannot see it.
    #[error("the chart {0:?} has no description")]
    MissingAlt(String),
    /// The blocks have no JSON form.
    #[error("the document cannot be handed to the template")]
    Data,
    /// The template does not compile with the data.
    #[error("the document cannot be laid out: {0}")]
    Layout(String),
    /// Not in PDF/UA-1 and PDF/A-2a.
    #[error("the document cannot be made accessible and lasting: {0}")]
    Standard(String),
}

struct Desk {
    main: FileId,
    data: FileId,
    template: Source,
    values: Bytes,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn file(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl Desk {
    fn new(values: Vec<u8>, more_fonts: &[Vec<u8>]) -> Self {
        let main = file("document.typ");
        let own = FONTS.iter().map(|bytes| Bytes::new(*bytes));
        let more = more_fonts.iter().map(|bytes| Bytes::new(bytes.clone()));
        let fonts: Vec<Font> = own.chain(more).flat_map(Font::iter).collect();
        Self {
            main,
            data: file("data.json"),
            template: Source::new(main, TEMPLATE.to_owned()),
            values: Bytes::new(values),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        (id == self.main).then(|| self.template.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        (id == self.data).then(|| self.values.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Typesets a document in PDF/UA-1 and PDF/A-2a. The same document and fonts give the same bytes.
///
/// `more_fonts` are those that the built-in ones have no letters for.
pub fn typeset(page: &Page, more_fonts: &[Vec<u8>]) -> Result<Pdf, TypesetError> {
    described(page)?;
    let document = laid_out(page, more_fonts)?;
    let bytes = typst_pdf::pdf(&document, &options()?)
        .map_err(|errors| TypesetError::Standard(said(&errors)))?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

fn laid_out(page: &Page, more_fonts: &[Vec<u8>]) -> Result<PagedDocument, TypesetError> {
    let values = serde_json::to_vec(page).map_err(|_| TypesetError::Data)?;
    let desk = Desk::new(values, more_fonts);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
    output.map_err(|errors| TypesetError::Layout(said(&errors)))
}

fn options() -> Result<PdfOptions, TypesetError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| TypesetError::Standard(error.message().to_string()))?;
    Ok(PdfOptions {
        creator: Smart::Custom(Some(crate::make::PROGRAM.to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

/// A figure without description passes the exporter as long as it holds text, so it is looked for here.
fn described(page: &Page) -> Result<(), TypesetError> {
    let missing = page.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) if chart.alt.trim().is_empty() => Some(chart.caption.clone()),
        _ => None,
    });
    missing.map_or(Ok(()), |caption| Err(TypesetError::MissingAlt(caption)))
}

/// What the typesetter says, without the text that it quotes: that can be a child's name. Of letters that no
/// font has, their numbers.
fn said(errors: &[SourceDiagnostic]) -> String {
    let first = errors.first().map_or("no reason given", |error| error.message.as_str());
    let mut parts = first.split('`');
    let (before, quoted) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let letters: BTreeSet<char> = quoted.chars().filter(|c| !c.is_ascii()).collect();
    let letters: Vec<String> =
        letters.into_iter().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let after: String = parts.collect();
    format!("{before}{}{after} ({} in all)", letters.join(" "), errors.len())
}

#[cfg(test)]
mod tests;
