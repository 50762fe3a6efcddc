//! The pages as a browser gets them, over a small town made by real commands.

mod access;
mod board;
mod class;
mod frame;
mod town;
mod views;
mod web;
