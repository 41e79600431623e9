//! The built program in a real pseudo-terminal, with the screen that a terminal would show.

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The longest that anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs in a terminal.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    modes: u32,
}

struct Seen {
    terminal: vt100::Parser,
    bytes: Vec<u8>,
    /// How many bytes came at a time.
    pieces: Vec<usize>,
    at: Instant,
}

/// What was left when the program had ended.
pub struct Left {
    /// How it ended.
    pub status: ExitStatus,
    /// Whether the other screen, the cursor and the line modes were given back.
    pub restored: bool,
    /// All that it wrote.
    pub bytes: Vec<u8>,
}

impl Session {
    /// Starts `depeche` in `folder` on a terminal of that size, with that locale.
    pub fn start(arguments: &[&str], folder: &Path, size: (u16, u16), locale: &str) -> Self {
        Self::start_program(env!("CARGO_BIN_EXE_depeche"), arguments, folder, size, &[("LANG", locale)])
    }

    /// Starts any program in the same way, with these variables of the environment.
    pub fn start_program(
        program: &str,
        arguments: &[&str],
        folder: &Path,
        (columns, rows): (u16, u16),
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = pair.master.get_termios().unwrap().local_flags.bits();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("HOME", "/nonexistent")].iter().chain(variables) {
            command.env(name, value);
        }
        command.cwd(folder);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Seen {
            terminal: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
            bytes: Vec::new(),
            pieces: Vec::new(),
            at: Instant::now(),
        };
        let seen = Arc::new(Mutex::new(seen));
        let mut output = pair.master.try_clone_reader().unwrap();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let mut chunk = vec![0; 65536];
                // The end of a pseudo-terminal is an error on some systems and an empty read on others.
                while let Ok(length @ 1..) = output.read(&mut chunk) {
                    let mut seen = seen.lock().unwrap();
                    seen.terminal.process(&chunk[..length]);
                    seen.bytes.extend_from_slice(&chunk[..length]);
                    seen.pieces.push(length);
                    seen.at = Instant::now();
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { master: pair.master, writer, child, seen, reader: Some(reader), modes }
    }

    /// Types these bytes in one go.
    pub fn keys(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let mut seen = self.seen.lock().unwrap();
        seen.terminal.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(size).unwrap();
    }

    /// What the screen shows, line by line.
    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().terminal.screen().contents()
    }

    /// All bytes written so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    /// How many bytes came at a time, since this was last asked.
    pub fn pieces(&self) -> Vec<usize> {
        std::mem::take(&mut self.seen.lock().unwrap().pieces)
    }

    /// Waits until the screen passes a test.
    pub fn until(&self, what: &str, test: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.screen();
            if test(&screen) {
                return screen;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}; the screen shows:\n{screen}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until words stand on the screen.
    pub fn until_shown(&self, words: &str) -> String {
        self.until(words, |screen| screen.contains(words))
    }

    /// Waits until nothing has been written for a while.
    pub fn settled(&self) -> String {
        loop {
            thread::sleep(Duration::from_millis(50));
            if self.seen.lock().unwrap().at.elapsed() > Duration::from_millis(400) {
                return self.screen();
            }
        }
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &process]).status().unwrap();
        assert!(sent.success());
    }

    /// Whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the end and looks at what is left.
    pub fn end(mut self) -> Left {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end; the screen shows:\n{}", self.screen());
            thread::sleep(Duration::from_millis(10));
        };
        // With the program gone, reading ends once all it wrote has been read.
        let modes = self.master.get_termios().map_or(self.modes, |now| now.local_flags.bits());
        self.reader.take().unwrap().join().unwrap();
        let seen = self.seen.lock().unwrap();
        let screen = seen.terminal.screen();
        let restored = !screen.alternate_screen() && !screen.hide_cursor() && modes == self.modes;
        Left { status, restored, bytes: seen.bytes.clone() }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
    }
}
