//! Both forms of the index answer alike.
