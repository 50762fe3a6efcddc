//! The pages as a browser gets them, over a small town made by real commands.

#[cfg(test)]
mod access;
#[cfg(test)]
mod act;
#[cfg(test)]
mod board;
#[cfg(test)]
mod child;
#[cfg(test)]
mod class;
#[cfg(test)]
mod cockpit;
#[cfg(test)]
mod duties_a;
#[cfg(test)]
mod duties_b;
#[cfg(test)]
mod frame;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod population;
mod reads;
#[cfg(test)]
mod show_as;
#[cfg(test)]
mod town;
#[cfg(test)]
mod views;
#[cfg(test)]
mod web;
