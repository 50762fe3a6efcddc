//! Small numbers: what of a round may be shown to those who see figures and not pupils.
//!
//! Sources: T. Willenborg and T. de Waal, *Elements of Statistical Disclosure Control* (2001), ch. 4-6
//! (primary and secondary suppression, the attacker who knows all margins); M. Fischetti and J. J. Salazar,
//! *Solving the cell suppression problem on tabular data with linear constraints*, Management Science 47
//! (2001) (feasibility and protection intervals). The rule is that of the official Swedish school
//! statistics: `..` of fewer than 10, `~100` where 1 to 4 did not reach, `..` of the other sex, totals
//! rounded to tens.
//!
//! # What is protected
//!
//! A *group* is a grade of a school unit in a round. It is told (population, assessed, coverage) where both
//! bases are 0 or at least `least_base`. Its *result* for a target is told where `least_numerator` or more
//! reached and not 1 to `top_code` did not. The attacker knows every figure that anyone without the right to
//! see pupils is ever shown of the round, in all places and releases, unrounded; that groups add up to
//! districts and the municipality; that no count is negative, and none that reached is more than were
//! assessed; and this program. Of what is hidden there remain possible, at the least:
//!
//! | hidden | the attacker's interval covers |
//! |---|---|
//! | population or assessed of a group that is too small | 0 to `least_base` - 1 |
//! | reached, too few | 0 to `least_numerator` - 1 |
//! | `~100` | 1 to `top_code` did not reach |
//! | `~0` | 1 to `bottom_code` reached |
//! | a point hidden in a band | 0 to `bottom_code` |
//!
//! What is hidden only beside another, and what is hidden of a district, keeps more than one possibility. How many were *not assessed* is the
//! difference between two bases and no result: it has no code of its own. In a grade whose school unit has
//! several targets no codes are shown, only `..`.
//!
//! # Why it holds
//!
//! Nothing is decided figure by figure. There is a fixed list of tables (below), and two decisions for each
//! grade, by `blocks`: which school units' groups are merged into *atoms* of which only the sum can be
//! worked out, and which atoms' results lie in *blocks* of which only the sum can be worked out. Every
//! figure told is a sum of whole atoms and, where it tells of results, of whole blocks (or of atoms outside
//! them). So exchanging pupils of the grade between the school units of an atom, or as many assessed pupils
//! between those of a block, changes no figure that anyone sees: whatever arithmetic is done with them, it
//! cannot tell the exchange. What remains to be known of an atom or block is its sum, and then the bounds of
//! each member are the sum less what the others can hold: closed, sharp and in whole numbers
//! (`plan::is_safe`). The smallest school units are hidden beside those that must be, the same in all
//! grades, until the bounds are wide enough; a district that cannot hide them loses its total; and where the
//! municipality cannot, it loses its own.
//!
//! | place | told |
//! |---|---|
//! | school unit, trend | each grade: population, assessed, coverage, median, targets; all grades together where each is told |
//! | district, municipality | the same; population, assessed, coverage, median by sex and by syllabus; targets by sex; of all pupils also points, reasons and progress |
//! | class, school unit by class, sex or syllabus, any other crossing | nothing: `..` |
//!
//! The tables of areas by sex and syllabus and the distributions are told whole, down to the districts or of
//! the municipality alone, or not at all, so that none of their cells is hidden beside a known sum. Points
//! are told in bands of neighbours, never across a target: a point in a band of its own is shown, the others
//! are `..`, and pupils moved within a band change nothing. Medians stand on such points, of at least twice
//! `least_base` pupils. Only in the municipality's targets by sex is one sex `~100` beside `..`.
//!
//! # Time
//!
//! A round is told when every school unit in it is received ([`releases()`]), not before. What is hidden
//! then is hidden for ever, and what lies in an atom or block of several stays as it was released. A later
//! release takes from the record only changes in groups that are told, and only where in each group
//! (and in each sex and syllabus of the area) at least `least_base` pupils have changed between two
//! releases; all other pupils stand as they did. So between any two versions of a figure, in pages, delivered
//! reports or answers, no pupil differs or at least ten do, all areas are sums of what their parts show, and
//! a figure looks the same everywhere. A correction of one pupil's result is thereby not told outside the
//! school unit until others have changed too; those who see the pupils see it at once.
//!
//! # What it does not do
//!
//! A school unit with a grade that is hidden has no figure of all its grades. Counts that are no figures
//! (shortfalls, programmes, talks) are not of this release: of areas they are rounded each by itself
//! ([`count_of_area`]), of school units they are not told. Figures of different rounds are taken as
//! unrelated: the same pupils in two rounds are not a sum. Whoever sees the pupils of one school unit of an
//! atom can subtract them from it.
//!
//! # The rule
//!
//! That of the official statistics, or a stricter one adopted by a committee
//! (`domain::committee::SuppressionRuleAdopted`). A round keeps the rules that stood in the record when it was
//! first released ([`Protected::of_record`]): what is adopted later changes nothing that has been told.
//!
//! # Use
//!
//! ```ignore
//! let protected = app.protected(&facts, at, round); // kept by (round, last release)
//! let view = protected.area(&view); // no number is left in it: `Value::Shown`
//! let document = documents::report(&json, &|round| app.protected(&facts, at, round));
//! ```

mod areas;
mod blocks;
pub mod documents;
mod plan;
mod protected;
mod release;
mod releases;
mod rule;
mod shown;
mod views;
mod world;

pub use protected::Protected;
pub use releases::{DAYS_AWAITED, releases};
pub use rule::{AdoptedRule, Indicator, Rules, SuppressionRule, count_of_area};
pub use shown::{Shown, ShownFigure};
pub use views::series;

#[cfg(test)]
mod tests;
