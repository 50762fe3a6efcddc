//! Given a municipality, then what everyone who sees no pupils is shown of it, and what an attacker makes of
//! all that.

mod adopted;
mod attacker;
mod cases;
mod random;
mod rules;
mod sex;
mod time;
mod town;
