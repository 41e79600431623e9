//! What happens outside: bytes from the terminal, signals, silence.
//!
//! Two threads wait, one for the terminal and one for signals; both only pass on. Does not know what bytes mean.

use crate::app::Msg;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal as _, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The terminal sent these.
    Bytes(Vec<u8>),
    /// Nothing came within the time that was waited.
    Silence,
    /// No key came for a moment after one that left something to be drawn.
    Rested,
    /// The query worker has found something.
    Answers,
    /// Long work tells how far it is, or what it came to.
    Work(Box<Msg>),
    /// The terminal has another size.
    Resized,
    /// Somebody asks us to stop for a while.
    Stop,
    /// The shell let us go on.
    Continued,
    /// The terminal is gone.
    HungUp,
    /// A signal asks us to end.
    End(i32),
}

/// Both threads' news.
#[derive(Debug)]
pub struct Events {
    news: Receiver<Event>,
    tell: Sender<Event>,
}

impl Events {
    /// Catches signals from here on; [`Self::listen`] tells of them.
    pub fn catch() -> io::Result<(Self, Signals)> {
        let (tell, news) = channel();
        let signals = Signals::new([SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
        Ok((Self { news, tell }, signals))
    }

    /// Tells of what happens outside from here on, and of the signals caught since.
    pub fn listen(&self, signals: Signals) -> io::Result<()> {
        self.wait_for(signals)?;
        self.read_keys()
    }

    fn wait_for(&self, mut signals: Signals) -> io::Result<()> {
        let teller = self.tell.clone();
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGWINCH => Event::Resized,
                    SIGTSTP => Event::Stop,
                    SIGCONT => Event::Continued,
                    other => Event::End(other),
                };
                if teller.send(event).is_err() {
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// What tells of an event from another thread.
    pub fn teller(&self) -> impl Fn(Event) + Send + 'static {
        let tell = self.tell.clone();
        // The loop may have ended.
        move |event| drop(tell.send(event))
    }

    /// Reads the terminal from here on: standard input, or if that is something else, the controlling terminal.
    fn read_keys(&self) -> io::Result<()> {
        let mut source: Box<dyn Read + Send> =
            if io::stdin().is_terminal() { Box::new(io::stdin()) } else { Box::new(File::open("/dev/tty")?) };
        let teller = self.tell.clone();
        thread::Builder::new().name("keys".to_owned()).spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let event = match source.read(&mut buffer) {
                    Ok(0) => Event::HungUp,
                    Ok(count) => Event::Bytes(buffer.get(..count).unwrap_or_default().to_vec()),
                    Err(why) if why.kind() == ErrorKind::Interrupted => continue,
                    Err(_) => Event::HungUp,
                };
                let ended = matches!(event, Event::HungUp);
                if teller.send(event).is_err() || ended {
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// The next event, or silence after that time.
    pub fn wait(&self, patience: Option<Duration>) -> Event {
        let Some(patience) = patience else { return self.news.recv().unwrap_or(Event::HungUp) };
        match self.news.recv_timeout(patience) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => Event::Silence,
            Err(RecvTimeoutError::Disconnected) => Event::HungUp,
        }
    }

    /// The next event, if one is there already.
    pub fn pending(&self) -> Option<Event> {
        self.news.try_recv().ok()
    }
}
