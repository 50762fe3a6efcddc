//! Which pupils' names, texts and events are opened while an answer is made.
//!
//! What opens them notes it here, wherever it is called from: the author of a page has nothing to remember,
//! as with the personal parts of an event (`domain::personal`). An answer is made on one thread.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::{Future, poll_fn};

use domain::id::PupilId;

thread_local! {
    /// Who was opened on this thread since noting began; none: nobody answers anyone here.
    static OPENED: RefCell<Option<BTreeSet<PupilId>>> = const { RefCell::new(None) };
}

/// The pupils of whom something was opened.
pub type Noted = BTreeSet<PupilId>;

/// Puts back what was noted before, also when the answer ends in a panic.
struct Before(Option<Noted>);

impl Drop for Before {
    fn drop(&mut self) {
        OPENED.with_borrow_mut(|opened| *opened = self.0.take());
    }
}

/// Goes on noting after what is noted already.
fn noting<R>(noted: &mut Noted, work: impl FnOnce() -> R) -> R {
    let before = OPENED.with_borrow_mut(|opened| opened.replace(std::mem::take(noted)));
    let before = Before(before);
    let done = work();
    *noted = OPENED.with_borrow_mut(Option::take).unwrap_or_default();
    drop(before);
    done
}

/// Makes an answer; gives it with the pupils of whom something was opened for it.
pub fn noted<R>(answer: impl FnOnce() -> R) -> (R, Noted) {
    let mut opened = Noted::new();
    let answered = noting(&mut opened, answer);
    (answered, opened)
}

/// The same of an answer that is made bit by bit, perhaps on several threads one after the other.
pub async fn noted_later<R>(answer: impl Future<Output = R>) -> (R, Noted) {
    let mut opened = Noted::new();
    let mut answer = std::pin::pin!(answer);
    let answered = poll_fn(|context| noting(&mut opened, || answer.as_mut().poll(context))).await;
    (answered, opened)
}

/// What has been noted on this thread until now, for an answer that goes out before its making ends.
#[must_use]
pub fn noted_until_now() -> Noted {
    OPENED.with_borrow(|opened| opened.clone().unwrap_or_default())
}

/// Something of this pupil is opened.
pub(crate) fn note(pupil: PupilId) {
    OPENED.with_borrow_mut(|opened| {
        if let Some(opened) = opened {
            opened.insert(pupil);
        }
    });
}

/// Something is opened of whomever these tags name.
pub(crate) fn note_all<'a>(tags: impl Iterator<Item = &'a str>) {
    let pupils = tags.filter_map(|tag| tag.strip_prefix("pupil:")?.parse().ok());
    pupils.for_each(note);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_for_an_answer_is_noted_and_nothing_else() {
        let pupil = |byte| PupilId::from_bytes([byte; 16]);
        note(pupil(1));
        let (answer, opened) = noted(|| {
            note(pupil(2));
            note(pupil(2));
            3
        });
        note(pupil(4));
        assert_eq!((answer, opened), (3, Noted::from([pupil(2)])));
        assert_eq!(noted(|| ()).1, Noted::new());
    }
}
