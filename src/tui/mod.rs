//! The terminal: the only folder that names ratatui and crossterm. Reads keys, draws, changes nothing by itself.
//!
//! One thread reads the terminal, one waits for signals, and the screen's own takes what they send, updates the state
//! and draws one frame, in one write. Nothing is asked of the terminal, so nothing is waited for. Files and exports are
//! the rim's: it hands in the two functions that make and save them.

pub mod clipboard;
mod events;
mod exporting;
mod input;
mod marking;
mod output;
mod pen;
mod scroll;
mod terminal;
mod theme;
mod view;
mod work;

pub use clipboard::Multiplexer;
pub use exporting::{Export, Save};
pub use theme::{Colours, Paint};
pub use view::view;

use crate::app::{self, App, Content, Effect, Format, Log, Msg, NotWritten, Progress, Settings, Task};
use crate::library::{self, Library, Queries as _, View, Worker};
use crate::model::{Author, Record, Seq};
use chrono::{DateTime, Utc};
use events::{Event, Events};
use exporting::{Order as ExportOrder, Stop};
use input::Input;
use marking::Marking;
use signal_hook::iterator::Signals;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use terminal::Screen;
use work::{Order, Work};

/// Keeps saved selections for the next time.
pub type Keep<'a> = dyn Fn(&[(String, View)]) -> io::Result<()> + 'a;

/// When the screen may be stopped (`Ctrl-z`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopping {
    /// Whenever it is asked for: whoever started us without a shell may watch and continue us.
    Always,
    /// Only where a shell waits: at the far end of a network, in tmux or screen, and where an account may do nothing else,
    /// nobody else would continue us.
    WithShell,
}

/// What the rim hands in.
pub struct Options<'a> {
    /// Language, locale, name of the source.
    pub settings: Settings,
    /// What is looked at first.
    pub view: View,
    /// How many colours may be used.
    pub colours: Colours,
    /// How long a lone Esc waits for the rest of a key.
    pub escape_wait: Duration,
    /// Whether the line may be slow: what a step changes most of then follows once the keys rest.
    pub slow_line: bool,
    /// Whom marks are recorded for.
    pub author: Author,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// Makes the export of a view.
    pub export: Export,
    /// When it may be stopped.
    pub stopping: Stopping,
    /// What stands between us and the terminal, for copies.
    pub multiplexer: Multiplexer,
    /// Whether the mouse is taken at first.
    pub mouse: bool,
    /// Whether the bundled sample is looked at.
    pub sample: bool,
    /// What is wrong with the settings, to be said at first.
    pub warning: Option<String>,
    /// Selections that were saved before.
    pub saved: Vec<(String, View)>,
    /// Where « ~ » leads.
    pub home: Option<PathBuf>,
    /// Keeps saved selections.
    pub keep: &'a Keep<'a>,
    /// Saves an export; refuses with [`io::ErrorKind::AlreadyExists`] to replace a file unless told to.
    pub save: Save,
}

/// How often a library is looked at that others may write to.
const LOOK: Duration = Duration::from_millis(500);

/// On a slow line the rest of an article follows when no key has come for so long.
const REST: Duration = Duration::from_millis(60);

/// A terminal that was behind once is taken to be slow for so many frames.
const PATIENT: u32 = 200;

/// In a library of more articles what a ruling would change is found out beside the screen, and exports are made there.
const AT_ONCE: usize = 300;

/// What the loop does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Go,
    Redraw,
    Suspend,
    Quit,
}

/// Opens the screen on a library until the user quits, the terminal goes away, or a signal ends the program.
pub fn explore(library: &mut Library, options: &Options<'_>) -> io::Result<()> {
    let (events, signals) = Events::catch()?;
    let size = crossterm::terminal::size()?;
    let mut app = App::new(options.settings.clone(), options.view.clone(), size);
    app.saved.clone_from(&options.saved);
    app.mouse = options.mouse;
    app.hinted(options.sample);
    app.warned(options.warning.as_deref());
    let mut screen = Screen::enter(size)?;
    if options.mouse {
        screen.mouse(true);
    }
    let paint = Paint::of(options.colours);
    let mut desk = Desk {
        app,
        library,
        options,
        screen,
        worker: None,
        paint,
        events: &events,
        work: None,
        looking: None,
        writing: None,
        marking: None,
        seen: None,
        owing: false,
        patient: 0,
    };
    let ended = desk.run(signals);
    drop(desk.screen);
    match ended? {
        // The shell is told by which signal we ended, as if we had never caught it.
        Some(signal) => signal_hook::low_level::emulate_default_handler(signal),
        None => Ok(()),
    }
}

/// Everything the loop works with.
struct Desk<'a, 'b> {
    app: App,
    library: &'a mut Library,
    options: &'a Options<'b>,
    screen: Screen,
    /// Answers what takes longer; there once the first picture is.
    worker: Option<Worker>,
    paint: Paint,
    events: &'a Events,
    /// Long work, while there is some.
    work: Option<Work>,
    /// Stops the export that is being made to be looked at, while there is one, and the one that is being written.
    looking: Option<Stop>,
    writing: Option<Stop>,
    /// The range that is being marked, while there is one.
    marking: Option<Marking>,
    /// The library's version when what others record was taken in last.
    seen: Option<u64>,
    /// Whether something is left to be drawn.
    owing: bool,
    /// For how many frames more the terminal is taken to be slow.
    patient: u32,
}

impl Desk<'_, '_> {
    /// Runs until the end; a signal that ended it is returned.
    fn run(&mut self, signals: Signals) -> io::Result<Option<i32>> {
        let events = self.events;
        let mut input = Input::default();
        let mut come = None;
        // The first picture waits for nothing but its rows.
        let effects = app::settle(&mut self.app, &*self.library);
        self.draw(false)?;
        self.employ();
        events.listen(signals)?;
        let mut next = self.carry_out_all(effects);
        self.app.drawn();
        next = match self.settle() {
            Next::Go => next,
            wish => wish,
        };
        self.draw(false)?;
        if self.library.store().is_some_and(|store| store.writes() && store.is_outdated())
            && let Err(why) = self.begin(Task::Rebuild, Vec::new())
        {
            self.app.warned(Some(&why));
        }
        loop {
            let waiting = come.take().or_else(|| events.pending()).unwrap_or_else(|| {
                if self.marking.is_some() {
                    return Event::Rested;
                }
                app::ahead::prepare(&mut self.app, &*self.library);
                self.wait(events, &input)
            });
            let mut waiting = Some(waiting);
            let mut pressed = false;
            // Whatever has come in meanwhile is taken together and drawn once.
            while let Some(event) = waiting {
                let msgs = match event {
                    Event::Bytes(bytes) => {
                        pressed = true;
                        input.take(&bytes)
                    }
                    Event::Rested => Vec::new(),
                    Event::Silence => {
                        let mut msgs = input.give_up();
                        self.catch_up();
                        msgs.push(Msg::Look);
                        msgs
                    }
                    Event::Work(msg) => {
                        if matches!(*msg, Msg::Finished(..)) {
                            self.work = None;
                        }
                        vec![*msg]
                    }
                    Event::Answers => {
                        let answers = self.worker.as_mut().map(Worker::answers);
                        vec![Msg::Answered(answers.unwrap_or_default())]
                    }
                    Event::Resized => {
                        let (width, height) = crossterm::terminal::size()?;
                        self.screen.resize((width, height));
                        vec![Msg::Resize { width, height }]
                    }
                    Event::Continued => {
                        self.screen.resume()?;
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
                    match self.dispatch(msg) {
                        Next::Go => {}
                        Next::Quit => return Ok(None),
                        wish => next = wish,
                    }
                }
                waiting = events.pending();
            }
            match next {
                Next::Redraw => self.screen.forget(),
                Next::Suspend if self.options.stopping == Stopping::WithShell && !Screen::has_shell() => {
                    self.app.cannot_stop();
                }
                Next::Suspend => {
                    self.screen.suspend()?;
                    let (width, height) = crossterm::terminal::size()?;
                    self.screen.resize((width, height));
                    app::update(&mut self.app, &*self.library, Msg::Resize { width, height });
                }
                Next::Go | Next::Quit => {}
            }
            come = self.go_on_marking();
            next = self.settle();
            self.draw(pressed)?;
        }
    }

    /// Marks some more of a range, until it is time to show how far it is or something has come, which is given back.
    fn go_on_marking(&mut self) -> Option<Event> {
        let begun = Instant::now();
        let mut come = None;
        while let Some(marking) = &mut self.marking {
            let msg = marking.go_on(self.library, &self.options.author, (self.options.now)());
            let ended = matches!(msg, Msg::Finished(..));
            if ended {
                self.marking = None;
            }
            come = self.events.pending();
            if ended || come.is_some() || begun.elapsed() >= LOOK {
                self.dispatch(msg);
                break;
            }
        }
        come
    }

    /// The next event. Where others may write to the same library, it is looked at from time to time.
    fn wait(&self, events: &Events, input: &Input) -> Event {
        let patience = input.patience(self.options.escape_wait);
        if patience.is_some() || (self.library.store().is_none() && !self.owing) {
            return events.wait(patience);
        }
        if self.owing {
            return match events.wait(Some(REST)) {
                Event::Silence => Event::Rested,
                event => event,
            };
        }
        loop {
            match events.wait(Some(LOOK)) {
                Event::Silence if self.seen == Some(self.library.version()) => {}
                event => return event,
            }
        }
    }

    /// Takes in what others have recorded and the index that is in use by now. What comes in meanwhile has another version,
    /// and what cannot be read now is tried again: both at the next silence.
    fn catch_up(&mut self) {
        let version = self.library.version();
        let Ok(more) = self.library.refresh() else { return };
        self.seen = Some(version);
        if more {
            self.employ();
        }
    }

    /// Draws a frame; of one that a key asked for the rest may be left for when the keys rest, where the line is slow.
    fn draw(&mut self, pressed: bool) -> io::Result<()> {
        self.patient = if Screen::is_behind() { PATIENT } else { self.patient.saturating_sub(1) };
        let in_parts = pressed && (self.options.slow_line || self.patient > 0);
        let Self { app, screen, paint, .. } = self;
        let rest = if in_parts { app::rest::rest(app) } else { None };
        self.owing = screen.draw(|buffer| view(app, *paint, buffer), rest.as_ref())?;
        Ok(())
    }

    /// Brings the data up to the state; what the worker answers at once is taken in at once.
    fn settle(&mut self) -> Next {
        let mut next = Next::Go;
        loop {
            let effects = app::settle(&mut self.app, &*self.library);
            let beside = self.worker.as_ref().and_then(Worker::trouble);
            if let Some(why) = self.library.trouble().or(beside) {
                app::update(&mut self.app, &*self.library, Msg::Trouble(why));
            }
            if effects.is_empty() {
                return next;
            }
            next = match self.carry_out_all(effects) {
                Next::Go => next,
                wish => wish,
            };
        }
    }

    fn carry_out_all(&mut self, effects: Vec<Effect>) -> Next {
        let wishes = effects.into_iter().map(|effect| self.carry_out(effect));
        wishes.fold(Next::Go, |next, wish| if wish == Next::Go { next } else { wish })
    }

    /// Puts a worker to the library as it is.
    fn employ(&mut self) {
        let tell = self.events.teller();
        self.worker = Some(Worker::new(&*self.library, move || tell(Event::Answers)));
    }

    /// Updates the state and carries out what it asks for, until it asks for nothing more.
    fn dispatch(&mut self, msg: Msg) -> Next {
        let mut next = Next::Go;
        for effect in app::update(&mut self.app, &*self.library, msg) {
            match self.carry_out(effect) {
                Next::Go => {}
                Next::Quit => return Next::Quit,
                wish => next = wish,
            }
        }
        next
    }

    fn carry_out(&mut self, effect: Effect) -> Next {
        let answer = match effect {
            Effect::Quit => return Next::Quit,
            Effect::Redraw => return Next::Redraw,
            Effect::Suspend => return Next::Suspend,
            Effect::Ask(questions) => {
                let Some(worker) = &mut self.worker else { return Next::Go };
                worker.ask(&*self.library, questions);
                let answers = worker.answers();
                if answers.is_empty() {
                    return Next::Go;
                }
                Msg::Answered(answers)
            }
            Effect::Weigh(command) => {
                let known_on = self.app.view.known_on;
                let author = &self.options.author;
                if let Some(directory) = self.large() {
                    let tell = self.events.teller();
                    match work::weigh(
                        directory,
                        command.clone(),
                        author.clone(),
                        (known_on, self.app.ui()),
                        tell,
                    ) {
                        Ok(()) => return Next::Go,
                        Err(why) => {
                            return self.dispatch(Msg::Weighed(command, Box::new(Err(why.to_string()))));
                        }
                    }
                }
                let preview = library::Desk::preview(&*self.library, (*command).clone(), author, known_on);
                Msg::Weighed(command, Box::new(preview.map_err(|why| why.told(self.app.ui()))))
            }
            Effect::Rule(command) => {
                let (author, now) = (&self.options.author, (self.options.now)());
                let ruled = self.library.submit(*command, author, now);
                Msg::Ruled(ruled.map_err(|why| why.told(self.app.ui())))
            }
            Effect::Journal(seq) => Msg::Journal(self.log(seq)),
            Effect::Copy(text) => {
                self.screen.whisper(&clipboard::copy(&text, self.options.multiplexer));
                return Next::Go;
            }
            Effect::Mouse(on) => {
                self.screen.mouse(on);
                return Next::Go;
            }
            Effect::Keep => match (self.options.keep)(&self.app.saved) {
                Ok(()) => return Next::Go,
                Err(why) => Msg::NotWritten(NotWritten::Failed(why.to_string(), None)),
            },
            Effect::ToggleMark(id) => {
                let (author, now) = (&self.options.author, (self.options.now)());
                Msg::Marked(self.library.toggle_mark(&id, author, now))
            }
            Effect::MarkRange { view, from, to } => {
                self.marking = Some(Marking::new(view, from, to));
                Msg::Progress(Progress { task: Task::Mark, done: 0, of: 0 })
            }
            Effect::Work(task, paths) => match self.begin(task, paths) {
                Ok(()) => Msg::Progress(Progress { task, done: 0, of: 0 }),
                Err(why) => Msg::Finished(task, Err(why)),
            },
            Effect::StopWork => {
                self.work.iter().for_each(Work::stop);
                self.writing.iter().for_each(Stop::now);
                let Some(marking) = self.marking.take() else { return Next::Go };
                marking.ended(true)
            }
            Effect::StopPreview => {
                self.looking = None;
                return Next::Go;
            }
            Effect::Preview(view, format) => return self.look(view, format),
            Effect::Write { path, content, replace } => return self.write(path, content, replace),
        };
        self.dispatch(answer)
    }

    /// The records around one of the journal.
    fn log(&self, seq: Seq) -> Log {
        let last = self.library.last_record();
        let chosen = seq.min(last);
        let reached = (chosen + app::listing::RECORDS / 2).min(last);
        let before = reached.saturating_sub(app::listing::RECORDS);
        let take = usize::try_from(app::listing::RECORDS).unwrap_or(usize::MAX);
        let records = library::Desk::log_part(&*self.library, before, take);
        let ledger = library::Desk::ledger(&*self.library);
        let undone = |record: &Record| Some((record.seq, ledger.undone_by(record.seq)?));
        Log { undone: records.iter().filter_map(undone).collect(), records, chosen, last }
    }

    /// Makes an export to be looked at.
    fn look(&mut self, view: Box<View>, format: Format) -> Next {
        let export = self.options.export.clone();
        let Some(directory) = self.large() else {
            return self.dispatch(exporting::look(self.library, &export, view, format));
        };
        match exporting::look_beside(directory, export, view, format, self.events.teller()) {
            Ok(stop) => self.looking = Some(stop),
            Err(why) => return self.dispatch(Msg::NotWritten(NotWritten::Failed(why.to_string(), None))),
        }
        Next::Go
    }

    /// Writes an export to a file.
    fn write(&mut self, path: PathBuf, content: Content, replace: bool) -> Next {
        let (save, ui) = (self.options.save.clone(), self.app.ui());
        let path = self.at_home(path);
        let (view, format) = match content {
            Content::Text(text) => {
                let saved = save(&path, replace, &mut |out| out.write_all(text.as_bytes()));
                return self.dispatch(exporting::written(saved, path, ui));
            }
            Content::Export(view, format) => (view, format),
        };
        let export = self.options.export.clone();
        let Some(directory) = self.large() else {
            let saved = save(&path, replace, &mut |out| {
                let extent = self.library.extent(&view, &mut |_| true)?;
                export(out, self.library, &view, format, extent.as_ref())
            });
            return self.dispatch(exporting::written(saved, path, ui));
        };
        let order = ExportOrder { export, save, view, format, path, replace, ui };
        match exporting::write_beside(directory, order, self.events.teller()) {
            Ok(stop) => self.writing = Some(stop),
            Err(why) => return self.dispatch(Msg::NotWritten(NotWritten::Failed(why.to_string(), None))),
        }
        Next::Go
    }

    /// « ~/x » as a shell has it, whose lines people are used to.
    fn at_home(&self, path: PathBuf) -> PathBuf {
        match (path.strip_prefix("~"), &self.options.home) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => path,
        }
    }

    /// Where the library is, if it is so large that much of it is not gone through while a key waits.
    fn large(&self) -> Option<PathBuf> {
        let store = self.library.store().filter(|store| store.articles() > AT_ONCE)?;
        Some(store.directory().to_owned())
    }

    /// Begins long work; the error says why not.
    fn begin(&mut self, task: Task, paths: Vec<PathBuf>) -> Result<(), String> {
        let no_library = || self.app.ui().work_no_library.to_owned();
        let directory = self.library.store().ok_or_else(no_library)?.directory().to_owned();
        let (author, now) = (self.options.author.clone(), self.options.now);
        let paths = paths.into_iter().map(|path| self.at_home(path)).collect();
        let order = Order { task, paths, directory, author, now, ui: self.app.ui() };
        self.work = Some(Work::start(order, self.events.teller()).map_err(|why| why.to_string())?);
        Ok(())
    }
}
