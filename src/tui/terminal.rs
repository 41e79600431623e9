//! The terminal's state: taken when the screen opens, given back however it closes.
//!
//! Given back on leaving, on an error, on a panic, and while we are stopped. Asks the terminal nothing.

use super::output::Output;
use crate::app::rest::Rest;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Write as _};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

/// Other screen, no cursor, pastes marked as such.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[m\x1b[2J";
/// The reverse, in reverse.
const GIVE: &[u8] = b"\x1b[m\x1b[r\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Presses and the wheel, told in decimal.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
pub struct Screen {
    output: Output,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal. What is to be written for it goes out with the first frame.
    pub fn enter(size: (u16, u16)) -> io::Result<Self> {
        give_back_on_panic();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let mut output = Output::new(size)?;
        output.say(TAKE);
        Ok(Self { output, mouse: false })
    }

    /// Draws one frame: what has changed, in one write. Of a long one the `rest` may be left; whether it was.
    pub fn draw(
        &mut self,
        view: impl FnOnce(&mut Buffer) -> Option<Position>,
        rest: Option<&Rest>,
    ) -> io::Result<bool> {
        self.output.draw(view, rest)
    }

    /// Whether the terminal has not yet taken what was sent: so much waits that more would have to.
    pub fn is_behind() -> bool {
        let out = io::stdout();
        let mut room = [PollFd::new(&out, PollFlags::OUT)];
        matches!(poll(&mut room, Some(&Timespec::default())), Ok(0))
    }

    /// Sends bytes with the next frame that change nothing of what is seen and move nothing.
    pub fn whisper(&mut self, bytes: &[u8]) {
        self.output.whisper(bytes);
    }

    /// Takes the mouse, or gives it back.
    pub fn mouse(&mut self, on: bool) {
        self.mouse = on;
        self.output.whisper(if on { MOUSE_ON } else { MOUSE_OFF });
    }

    /// The terminal has another size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.output.resize(size);
    }

    /// Forgets what the terminal shows, so that the next frame draws all of it.
    pub fn forget(&mut self) {
        self.output.forget();
    }

    /// Whether a shell waits that could let us go on after a stop. What runs in its session's first group is nobody's job:
    /// `OpenSSH`'s `ForceCommand`, the command of a new tmux window; stopped, it would stay so.
    pub fn has_shell() -> bool {
        let session = rustix::process::getsid(None);
        session.is_ok_and(|session| session != rustix::process::getpgrp())
    }

    /// Gives the terminal back, stops until the shell lets us go on, and takes it again.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// Takes the terminal again after a stop.
    pub fn resume(&mut self) -> io::Result<()> {
        // The shell may have set the terminal's modes meanwhile; ours are set anew from those that were there at first.
        let _not_ours_any_more = disable_raw_mode();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        self.output.say(TAKE);
        if self.mouse {
            self.output.whisper(MOUSE_ON);
        }
        self.output.forget();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, if it is ours. A terminal that is gone takes nothing, and nothing is lost by that.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout().lock();
        let _terminal_may_be_gone = out.write_all(GIVE).and_then(|()| out.flush());
        let _terminal_may_be_gone = disable_raw_mode();
    }
}

/// A panic's message must be read on the ordinary screen.
fn give_back_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        before(info);
    }));
}
