//! The bounded queue before the writer, and what else the writer waits for.

use super::Job;
use crate::errors::AppendError;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Where appends wait. Everyone may put, the writer takes.
pub(crate) struct Queue {
    state: Mutex<State>,
    stirred: Condvar,
    capacity: usize,
}

struct State {
    jobs: VecDeque<Job>,
    /// No more appends will come.
    closed: bool,
    /// The committer waits for a batch.
    idle: bool,
    /// The committer has ended by a failure.
    ended: bool,
}

/// What the writer can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Stage the appends that were taken.
    Stage,
    /// Hand what is staged to the committer, which waits for it.
    HandOver,
    /// End: nothing is left, or nothing can be committed any more.
    End,
}

impl Queue {
    pub(crate) fn new(capacity: usize) -> Queue {
        let state = State { jobs: VecDeque::new(), closed: false, idle: true, ended: false };
        Queue { state: Mutex::new(state), stirred: Condvar::new(), capacity: capacity.max(1) }
    }

    /// Puts an append, or says why not; its answer is forgotten then.
    pub(crate) fn put(&self, job: Job) -> Result<(), AppendError> {
        let mut state = self.lock();
        let error = if state.closed || state.ended {
            Some(AppendError::Ended)
        } else if state.jobs.len() >= self.capacity {
            Some(AppendError::Full)
        } else {
            None
        };
        if let Some(error) = error {
            drop(state);
            job.reply.disarm();
            return Err(error);
        }
        state.jobs.push_back(job);
        drop(state);
        self.stirred.notify_one();
        Ok(())
    }

    /// Lets the writer come to its end when it has taken what is there.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.stirred.notify_one();
    }

    /// The committer has committed and waits for the next batch.
    pub(super) fn committed(&self) {
        self.lock().idle = true;
        self.stirred.notify_one();
    }

    /// The committer has failed; what still waits here is answered by being dropped.
    pub(super) fn end(&self) {
        let mut state = self.lock();
        state.ended = true;
        let left = std::mem::take(&mut state.jobs);
        drop(state);
        self.stirred.notify_one();
        drop(left);
    }

    /// Waits until there is something to do; takes all waiting appends (`taken` is empty then)
    /// unless the batch is full. Handing over comes first, so that the disk never waits for the
    /// queue to run dry.
    pub(super) fn next(&self, staged: bool, full: bool, taken: &mut VecDeque<Job>) -> Next {
        let mut state = self.lock();
        loop {
            if state.ended {
                return Next::End;
            }
            if staged && state.idle {
                state.idle = false;
                return Next::HandOver;
            }
            if !full && !state.jobs.is_empty() {
                std::mem::swap(&mut state.jobs, taken);
                return Next::Stage;
            }
            if state.closed && state.jobs.is_empty() && !staged {
                return Next::End;
            }
            state = self.stirred.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until the committer has nothing to do; `false` if it has ended.
    pub(super) fn wait_idle(&self) -> bool {
        let waiting = |state: &mut State| !state.idle && !state.ended;
        let state = self.stirred.wait_while(self.lock(), waiting);
        !state.unwrap_or_else(PoisonError::into_inner).ended
    }

    /// Makes use of the idle committer.
    pub(super) fn take_idle(&self) {
        self.lock().idle = false;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change is one assignment, so that a panic elsewhere leaves no half of one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
