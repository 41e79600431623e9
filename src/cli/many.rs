//! Many articles side by side: as many threads as processors, what they make taken in the order of the input.
//!
//! Holds a few articles a thread, however many there are. Does not know what is made of them.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many articles a thread may be read before they are taken.
const AHEAD: usize = 8;

/// An article to read, and where what was made of it goes.
type Job<I, O> = (I, SyncSender<O>);

/// Makes something of each and takes it, in order. The first error of `take` ends it.
pub fn in_order<I: Send, O: Send>(
    inputs: impl IntoIterator<Item = I>,
    make: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(O) -> io::Result<()>,
) -> io::Result<()> {
    let mut inputs = inputs.into_iter().peekable();
    let Some(first) = inputs.next() else { return Ok(()) };
    let alone = inputs.peek().is_none();
    // Asking how many processors there are takes longer than reading one article.
    let threads = if alone { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    let inputs = std::iter::once(first).chain(inputs);
    if threads < 2 {
        return inputs.into_iter().try_for_each(|input| take(make(input)));
    }
    let (jobs, queue) = sync_channel(threads * AHEAD);
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&queue, &make));
        }
        // When it ends, the jobs' sender is gone, and with it whoever waits for a job.
        feed(inputs, jobs, threads * AHEAD, &mut take)
    })
}

fn work<I, O>(queue: &Mutex<Receiver<Job<I, O>>>, make: &(impl Fn(I) -> O + Sync)) {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((input, answer)) = next() {
        let _nobody_waits_any_more = answer.send(make(input));
    }
}

/// Hands the inputs out and takes the answers, the oldest first, so that no more than `most` are on their way.
fn feed<I, O>(
    inputs: impl Iterator<Item = I>,
    jobs: SyncSender<Job<I, O>>,
    most: usize,
    take: &mut impl FnMut(O) -> io::Result<()>,
) -> io::Result<()> {
    let mut waiting: VecDeque<Receiver<O>> = VecDeque::new();
    let mut oldest =
        |waiting: &mut VecDeque<Receiver<O>>| match waiting.pop_front().map(|answer| answer.recv()) {
            Some(Ok(made)) => take(made),
            // A thread that panicked has said so; the scope says it again.
            Some(Err(_)) => Err(io::Error::other("a thread ended before its time")),
            None => Ok(()),
        };
    for input in inputs {
        if waiting.len() >= most {
            oldest(&mut waiting)?;
        }
        let (answer, receiver) = sync_channel(1);
        if jobs.send((input, answer)).is_err() {
            break;
        }
        waiting.push_back(receiver);
    }
    drop(jobs);
    while !waiting.is_empty() {
        oldest(&mut waiting)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow_square(number: u64) -> u64 {
        // The first take longest, so that the last would overtake them.
        thread::sleep(std::time::Duration::from_micros(400_u64.saturating_sub(number * 8)));
        number * number
    }

    #[test]
    fn what_is_made_is_taken_in_the_order_of_the_input() {
        let mut taken = Vec::new();
        in_order(0..100, slow_square, |square| {
            taken.push(square);
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, (0..100).map(|number| number * number).collect::<Vec<u64>>());
    }

    #[test]
    fn whoever_stops_taking_ends_it() {
        let mut taken = 0;
        let ended = in_order(0..u64::MAX, slow_square, |_| {
            taken += 1;
            if taken == 5 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
        });
        assert_eq!((taken, ended.unwrap_err().kind()), (5, io::ErrorKind::BrokenPipe));
    }

    #[test]
    fn no_more_are_made_than_a_few_a_thread_ahead() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let made = AtomicUsize::new(0);
        let mut taken = 0;
        let most = 1 + thread::available_parallelism().map_or(1, usize::from) * AHEAD;
        in_order(
            0..500,
            |_| made.fetch_add(1, Ordering::SeqCst),
            |_| {
                taken += 1;
                assert!(made.load(Ordering::SeqCst) <= taken + most);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(taken, 500);
    }
}
