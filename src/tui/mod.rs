//! The terminal: the only folder that names ratatui and crossterm. Reads keys, draws, changes nothing by itself.
//!
//! One thread reads the terminal, one waits for signals, and the screen's own takes what they send, updates the state
//! and draws one frame, in one write. Nothing is asked of the terminal, so nothing is waited for. Files and exports are
//! the rim's: it hands in the two functions that make and save them.

mod events;
mod input;
mod output;
mod pen;
mod scroll;
mod terminal;
mod theme;
mod view;

pub use theme::Paint;
pub use view::view;

use crate::app::{self, App, Effect, Msg, NotWritten, Queries, Settings};
use crate::library::{Library, View};
use crate::model::Author;
use chrono::{DateTime, Utc};
use events::{Event, Events};
use input::Input;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;
use terminal::Screen;

/// Makes the export of a view.
pub type Export<'a> = dyn Fn(&Library, &View) -> io::Result<String> + 'a;
/// Saves bytes to a file, replacing one that is there only if told to.
pub type Save<'a> = dyn Fn(&Path, &[u8], bool) -> io::Result<()> + 'a;

/// What the rim hands in.
pub struct Options<'a> {
    /// Language, locale, name of the source.
    pub settings: Settings,
    /// What is looked at first.
    pub view: View,
    /// Whether colours may be used.
    pub colour: bool,
    /// How long a lone Esc waits for the rest of a key.
    pub escape_wait: Duration,
    /// Whom marks are recorded for.
    pub author: Author,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// Makes the export of a view.
    pub export: &'a Export<'a>,
    /// Saves an export; refuses with [`ErrorKind::AlreadyExists`] to replace a file unless told to.
    pub save: &'a Save<'a>,
}

/// What the loop does next.
enum Next {
    Go,
    Redraw,
    Suspend,
    Quit,
}

/// Opens the screen on a library until the user quits, the terminal goes away, or a signal ends the program.
pub fn explore(library: &mut Library, options: &Options<'_>) -> io::Result<()> {
    let events = Events::watch()?;
    let paint = Paint::of(options.colour);
    let size = crossterm::terminal::size()?;
    let mut app = App::new(options.settings.clone(), options.view.clone(), size, library);
    let mut screen = Screen::enter(size)?;
    let ended = run(&mut app, library, options, &mut screen, &events, paint);
    drop(screen);
    match ended? {
        // The shell is told by which signal we ended, as if we had never caught it.
        Some(signal) => signal_hook::low_level::emulate_default_handler(signal),
        None => Ok(()),
    }
}

/// Runs until the end; a signal that ended it is returned.
fn run(
    app: &mut App,
    library: &mut Library,
    options: &Options<'_>,
    screen: &mut Screen,
    events: &Events,
    paint: Paint,
) -> io::Result<Option<i32>> {
    let mut input = Input::default();
    screen.draw(|buffer| view(app, paint, buffer))?;
    events.read_keys()?;
    loop {
        let mut next = Next::Go;
        let mut waiting = Some(events.wait(input.patience(options.escape_wait)));
        // Whatever has come in meanwhile is taken together and drawn once.
        while let Some(event) = waiting {
            let msgs = match event {
                Event::Bytes(bytes) => input.take(&bytes),
                Event::Silence => input.give_up(),
                Event::Resized => {
                    let (width, height) = crossterm::terminal::size()?;
                    screen.resize((width, height));
                    vec![Msg::Resize { width, height }]
                }
                Event::Continued => {
                    screen.resume()?;
                    next = Next::Redraw;
                    Vec::new()
                }
                Event::Stop => {
                    next = Next::Suspend;
                    Vec::new()
                }
                Event::HungUp => return Ok(None),
                Event::End(signal) => return Ok(Some(signal)),
            };
            for msg in msgs {
                match dispatch(app, library, options, msg) {
                    Next::Go => {}
                    Next::Quit => return Ok(None),
                    wish => next = wish,
                }
            }
            waiting = events.pending();
        }
        match next {
            Next::Redraw => screen.forget(),
            Next::Suspend => {
                screen.suspend()?;
                let (width, height) = crossterm::terminal::size()?;
                screen.resize((width, height));
                app::update(app, library, Msg::Resize { width, height });
            }
            Next::Go | Next::Quit => {}
        }
        app::settle(app, library);
        screen.draw(|buffer| view(app, paint, buffer))?;
    }
}

/// Updates the state and carries out what it asks for, until it asks for nothing more.
fn dispatch(app: &mut App, library: &mut Library, options: &Options<'_>, msg: Msg) -> Next {
    let mut next = Next::Go;
    let mut msgs = vec![msg];
    while let Some(msg) = msgs.pop() {
        for effect in app::update(app, library as &dyn Queries, msg) {
            match effect {
                Effect::Quit => return Next::Quit,
                Effect::Redraw => next = Next::Redraw,
                Effect::Suspend => next = Next::Suspend,
                Effect::ToggleMark(id) => {
                    msgs.push(Msg::Marked(library.toggle_mark(&id, &options.author, (options.now)())));
                }
                Effect::Preview(view) => msgs.push(match (options.export)(library, &view) {
                    Ok(text) => Msg::Previewed(text),
                    Err(why) => Msg::NotWritten(NotWritten::Failed(why.to_string())),
                }),
                Effect::Write { path, text, replace } => {
                    msgs.push(match (options.save)(&path, text.as_bytes(), replace) {
                        Ok(()) => Msg::Written(path),
                        Err(why) if why.kind() == ErrorKind::AlreadyExists => {
                            Msg::NotWritten(NotWritten::Exists(path))
                        }
                        Err(why) => Msg::NotWritten(NotWritten::Failed(why.to_string())),
                    });
                }
            }
        }
    }
    next
}
