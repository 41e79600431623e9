//! The query worker: answers questions on a thread of its own, so that a key never waits for a count.
//!
//! Each [`Worker::ask`] begins a generation: what an earlier one still asks is stopped or forgotten, and its answers are
//! dropped. Where every answer is quick there is no thread, and answers are there at once. Changes nothing.

use super::door::{Answer, Opening, Queries, Question, Reader};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Answers within this time are told of together.
const TOGETHER: Duration = Duration::from_millis(16);

/// Which asking an answer belongs to.
pub type Generation = u64;

/// Answers questions, off the screen's thread where that is needed.
pub struct Worker {
    generation: Generation,
    desk: Option<Arc<Desk>>,
    send: Sender<Answered>,
    answered: Receiver<Answered>,
}

type Answered = (Generation, Question, Answer);

#[derive(Default)]
struct Desk {
    waiting: Mutex<Waiting>,
    asked: Condvar,
}

/// What stops the question being answered, and those that follow until it is let go: see [`Reader::stop`].
type Stop = Arc<dyn Fn(bool) + Send + Sync>;

#[derive(Default)]
struct Waiting {
    generation: Generation,
    questions: VecDeque<Question>,
    /// Whether a question is being answered just now.
    busy: bool,
    /// Stops that; there once the thread has its reader.
    stop: Option<Stop>,
    /// Whether no more is asked.
    closed: bool,
    /// Whether the thread could open no reader, so that nothing is answered there.
    failed: bool,
    /// What its reader could not read, until somebody asks.
    trouble: Option<String>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("generation", &self.generation).finish_non_exhaustive()
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A panicking question leaves the queue as it was.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Worker {
    /// A worker for that library; `tell` is called on its thread whenever an answer is ready.
    pub fn new(library: &dyn Queries, tell: impl Fn() + Send + 'static) -> Self {
        let (send, answered) = channel();
        let mut worker = Self { generation: 0, desk: None, send, answered };
        if let Some(opening) = library.reader() {
            worker.start(opening, tell);
        }
        worker
    }

    fn start(&mut self, opening: Opening, tell: impl Fn() + Send + 'static) {
        let (desk, send) = (Arc::new(Desk::default()), self.send.clone());
        let theirs = Arc::clone(&desk);
        let work = move || {
            // Opening takes as long as a key press may; the screen need not wait for it.
            let Some(Reader { queries, stop }) = opening() else {
                theirs.lock().failed = true;
                return;
            };
            theirs.lock().stop = Some(stop);
            let (mut told, mut since) = (0, Instant::now());
            while let Some((generation, question)) = next(&theirs) {
                let answer = question.answer(&*queries);
                let trouble = queries.trouble();
                let mut waiting = theirs.lock();
                waiting.busy = false;
                waiting.trouble = trouble.or(waiting.trouble.take());
                let current = waiting.generation == generation;
                let last = waiting.questions.is_empty();
                drop(waiting);
                if current {
                    if send.send((generation, question, answer)).is_err() {
                        return;
                    }
                    // Answers that follow each other closely are shown together; the first is shown at once.
                    if last || told != generation || since.elapsed() > TOGETHER {
                        (told, since) = (generation, Instant::now());
                        tell();
                    }
                }
            }
        };
        // Without a thread the questions are answered where they are asked.
        if thread::Builder::new().name("queries".to_owned()).spawn(work).is_ok() {
            self.desk = Some(desk);
        }
    }

    /// Asks these questions and forgets all that were asked before.
    pub fn ask(&mut self, library: &dyn Queries, questions: Vec<Question>) -> Generation {
        self.generation += 1;
        let waiting = self.desk.as_deref().map(Desk::lock).filter(|waiting| !waiting.failed);
        let (Some(desk), Some(mut waiting)) = (&self.desk, waiting) else {
            for question in questions {
                let answer = question.answer(library);
                let _own_receiver_lives = self.send.send((self.generation, question, answer));
            }
            return self.generation;
        };
        waiting.generation = self.generation;
        waiting.questions = questions.into();
        if let (true, Some(stop)) = (waiting.busy, &waiting.stop) {
            stop(true);
        }
        drop(waiting);
        desk.asked.notify_one();
        self.generation
    }

    /// What could not be read while questions were answered on the worker's thread, since it was asked last: see
    /// [`Queries::trouble`].
    pub fn trouble(&self) -> Option<String> {
        self.desk.as_deref().and_then(|desk| desk.lock().trouble.take())
    }

    /// The answers that have come to the latest asking, in the order of its questions.
    pub fn answers(&mut self) -> Vec<(Question, Answer)> {
        let current =
            |(generation, question, answer)| (generation == self.generation).then_some((question, answer));
        self.answered.try_iter().filter_map(current).collect()
    }
}

/// The next question, once there is one; `None` when the worker is gone.
fn next(desk: &Desk) -> Option<(Generation, Question)> {
    let mut waiting = desk.lock();
    loop {
        if waiting.closed {
            return None;
        }
        if let Some(question) = waiting.questions.pop_front() {
            waiting.busy = true;
            // Whoever stops it from here on finds it busy.
            waiting.stop.iter().for_each(|stop| stop(false));
            return Some((waiting.generation, question));
        }
        waiting = desk.asked.wait(waiting).unwrap_or_else(PoisonError::into_inner);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(desk) = &self.desk {
            let mut waiting = desk.lock();
            waiting.closed = true;
            waiting.stop.iter().for_each(|stop| stop(true));
            desk.asked.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Library, Seek, View};
    use super::*;

    #[test]
    fn only_the_latest_asking_is_answered() {
        let library = Library::sample();
        let mut worker = Worker::new(&library, || {});
        worker.ask(&library, vec![Question::Count(View::default())]);
        worker.ask(&library, vec![Question::Density(View::default(), 12)]);
        let answers = worker.answers();
        assert!(matches!(answers.as_slice(), [(_, Answer::Density(_))]), "{answers:?}");
    }

    #[test]
    fn without_a_reader_questions_are_answered_where_they_are_asked() {
        let library = Library::sample();
        let (send, answered) = channel();
        let mut worker = Worker { generation: 0, desk: None, send, answered };
        worker.start(Box::new(|| None), || {});
        let count = Question::Count(View::default());
        while worker.answers().is_empty() {
            worker.ask(&library, vec![count.clone()]);
        }
        worker.ask(&library, vec![count.clone()]);
        assert_eq!(worker.answers(), [(count.clone(), count.answer(&library))]);
    }

    #[test]
    fn a_thread_answers_what_memory_answers() {
        let library = Library::sample();
        let (tell, told) = channel();
        let (send, answered) = channel();
        let mut worker = Worker { generation: 0, desk: None, send, answered };
        let tell = move || tell.send(()).unwrap();
        let reader = || Some(Reader { queries: Box::new(Library::sample()), stop: Arc::new(|_| {}) });
        worker.start(Box::new(reader), tell);
        let rows = Question::Rows { view: View::default(), seek: Seek::End, before: 3, after: 1 };
        worker.ask(&library, vec![rows.clone()]);
        told.recv().unwrap();
        assert_eq!(worker.answers(), [(rows.clone(), rows.answer(&library))]);
    }
}
