//! Instruments and the editions of their scales, as data.
//!
//! Sources differ on whether LUS has a point 20 and where its phases end, so an edition is data that a
//! municipality adopts; events store edition and point *code*, and the rank is derived.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{EditionId, Instrument, PointCode};

/// One edition of an instrument's ordered scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ScaleEdition {
    /// Its id, unique in the municipality ("lus-1").
    pub id: EditionId,
    /// The instrument it belongs to.
    pub instrument: Instrument,
    /// The first day it is used.
    pub valid_from: Day,
    /// The points in order, lowest first; the rank of a point is its index.
    pub points: Vec<Point>,
}

/// A point of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Point {
    /// Its code ("18a").
    pub code: PointCode,
    /// The phase it belongs to.
    pub phase: Phase,
    /// A short label of our own or the municipality's licensed text.
    pub label: String,
}

/// The phases of reading development.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Utforskande.
    Exploring,
    /// Expansiv.
    Expanding,
    /// Litterat.
    Literate,
}

impl ScaleEdition {
    /// The rank of a point, lowest 0; none where the edition has no such point.
    #[must_use]
    pub fn rank(&self, code: PointCode) -> Option<u8> {
        self.points.iter().position(|p| p.code == code).and_then(|i| u8::try_from(i).ok())
    }

    /// The point that a person meant: "18 B", "18b", " 7 " and "07" are read; nothing is guessed.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<PointCode> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let compact = compact.to_lowercase();
        let stripped = compact.trim_start_matches('0');
        self.points.iter().map(|p| p.code).find(|c| c.as_str().eq_ignore_ascii_case(stripped))
    }

    /// The edition shipped with Insyn: LUS points 1 to 17, 18a, 18b, 18c and 19 (21 ranks), labels of
    /// our own. The phase limits are one source's; a municipality adopts another edition where its
    /// licensed text differs.
    #[must_use]
    pub fn lus_1() -> Self {
        let points = LUS_1.iter().map(|(code, phase, label)| Point {
            code: PointCode::new(code).expect("the shipped codes are short"),
            phase: *phase,
            label: (*label).to_owned(),
        });
        Self {
            id: EditionId::new("lus-1").expect("a short code"),
            instrument: Instrument::new("lus").expect("a short code"),
            valid_from: Day::new(2000, 7, 1).expect("a calendar day"),
            points: points.collect(),
        }
    }
}

const LUS_1: [(&str, Phase, &str); 21] = {
    use Phase::{Expanding as E, Exploring as U, Literate as L};
    [
        ("1", U, "Intresse för bok och bild"),
        ("2", U, "Berättar till bilder"),
        ("3", U, "Förstår att skrift bär budskap"),
        ("4", U, "Känner igen ordbilder"),
        ("5", U, "Kopplar ljud och bokstav"),
        ("6", U, "Läser korta ord"),
        ("7", U, "Läser enkel mening"),
        ("8", U, "Läser enkel text med stöd"),
        ("9", U, "Läser enkel text själv"),
        ("10", U, "Rättar sig själv efter innehåll"),
        ("11", U, "Läser med flyt i lätt text"),
        ("12", U, "Läser lätt text på egen hand"),
        ("13", E, "Läser kapitelbok"),
        ("14", E, "Läser och minns mellan lästillfällen"),
        ("15", E, "Läser obehindrat åldersenlig text"),
        ("16", E, "Läser olika slags texter"),
        ("17", E, "Anpassar sitt läsande till syftet"),
        ("18a", E, "Söker och jämför i faktatext"),
        ("18b", E, "Tolkar och läser mellan raderna"),
        ("18c", E, "Läser kritiskt och prövar källor"),
        ("19", L, "Läser varierat, med djup och omdöme"),
    ]
};
