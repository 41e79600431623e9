//! The only writer of the screen's state: a message in, effects out.
//!
//! Does not read the terminal, draw, mark, or write files.

use super::keys::{Action, Key, Within};
use super::motion::Motion;
use super::{
    App, Done, Effect, Focus, Msg, NotWritten, Prompt, Queries, Shown, Task, listing, load, main_keys, mouse,
    pager, prompt, rulings,
};
use crate::lexicon::phrase::fill;

/// Takes a message in. What must leave the screen is returned. Before the state is drawn it must be
/// [settled](settle).
pub fn update(app: &mut App, library: &dyn Queries, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !only_moves(app, &msg) {
        effects = settle(app, library);
    }
    app.stale = true;
    match msg {
        Msg::Key(key) => effects.extend(pressed(app, library, key)),
        Msg::Mouse(mouse, x, y) => effects.extend(mouse::mouse(app, library, mouse, (x, y))),
        Msg::Paste(text) => prompt::paste(app, &text),
        Msg::Answered(answers) => load::answered(app, answers),
        Msg::Look => {}
        Msg::Resize { width, height } => {
            app.size = (width, height);
            reopen(app, library);
        }
        other => answered(app, library, other),
    }
    if let Some(Effect::Weigh(command)) = effects.iter().find(|effect| matches!(effect, Effect::Weigh(_))) {
        app.weighing = Some((**command).clone());
    }
    if let Some(Effect::Preview(view, format)) =
        effects.iter().find(|effect| matches!(effect, Effect::Preview(..)))
    {
        app.previewing = Some(((**view).clone(), *format));
        app.looked = 0;
    }
    effects
}

/// Asks the library for what the screen needs as it is now. Of many keys that came together only the last one's data
/// are asked for.
pub fn settle(app: &mut App, library: &dyn Queries) -> Vec<Effect> {
    if std::mem::replace(&mut app.stale, false) { load::load(app, library) } else { Vec::new() }
}

/// Whether a message moves in the chronology and looks at no entry.
fn only_moves(app: &App, msg: &Msg) -> bool {
    let Msg::Key(key) = msg else { return false };
    let action = app.settings.keys.action(Within::Main, *key);
    let moves = action.is_some_and(|action| Motion::of(action, 1).is_some());
    let plain = app.prompt.is_none() && app.pager.is_none() && app.listing.is_none();
    moves && plain && app.focus == Focus::List && app.layout().is_some() && load::is_of(app)
}

fn pressed(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    app.notice = None;
    let interrupt = key == Key::Ctrl('c');
    let was_interrupted = std::mem::replace(&mut app.interrupted, interrupt);
    if interrupt {
        if was_interrupted {
            return vec![Effect::Quit];
        }
        app.say(app.ui().screen_again_to_quit);
    }
    if interrupt && app.weighing.take().is_some() {
        return Vec::new();
    }
    if interrupt && app.previewing.take().is_some() {
        return vec![Effect::StopPreview];
    }
    if interrupt && app.work.is_some() {
        app.say(app.ui().work_stopping);
        return vec![Effect::StopWork];
    }
    if app.prompt.is_none() {
        app.caret = 0;
    }
    if app.layout().is_none() {
        return if key == Key::Char('q') { vec![Effect::Quit] } else { Vec::new() };
    }
    if app.prompt.is_some() {
        prompt::key(app, library, key)
    } else if app.pager.is_some() {
        pager::key(app, key)
    } else if app.listing.is_some() {
        listing::key(app, library, key)
    } else {
        main_keys::key(app, library, key)
    }
}

/// What is asked for in the same way wherever one is.
pub fn everywhere(action: Option<Action>) -> Vec<Effect> {
    match action {
        Some(Action::Redraw) => vec![Effect::Redraw],
        Some(Action::Suspend) => vec![Effect::Suspend],
        _ => Vec::new(),
    }
}

/// What an effect came to.
fn answered(app: &mut App, library: &dyn Queries, msg: Msg) {
    let ui = app.ui();
    match msg {
        Msg::Marked(marked) => {
            app.say(if marked { ui.screen_marked } else { ui.screen_unmarked });
            marks_changed(app, library);
        }
        // What was given up, or overtaken by another ruling, is not shown any more.
        Msg::Weighed(command, preview) if app.weighing.as_ref() == Some(&*command) => {
            app.weighing = None;
            app.notice = None;
            rulings::weighed(app, *command, *preview);
        }
        Msg::Ruled(Ok(seq)) => {
            app.say(fill(ui.decide_done, &[&seq.to_string()]));
            app.data.rows_of = None;
            app.data.detail_stale = true;
            app.data.article = None;
        }
        Msg::Ruled(Err(why)) => app.warn(why),
        Msg::Journal(log) => listing::journal(app, &log),
        Msg::Trouble(why) => app.warn(fill(ui.screen_trouble, &[&why])),
        Msg::Previewed(made, view, format) if app.previewing.as_ref() == Some(&(*view.clone(), format)) => {
            match made {
                Ok(excerpt) => {
                    if !excerpt.more {
                        app.previewing = None;
                    }
                    pager::preview(app, excerpt, view, format);
                }
                Err(why) => {
                    app.previewing = None;
                    app.warn(fill(ui.screen_not_written, &[&why]));
                }
            }
        }
        Msg::Looked(entries) => app.looked = entries,
        Msg::Progress(progress) => app.work = Some(progress),
        Msg::Finished(task, done) => {
            finished(app, task, done);
            if task == Task::Mark {
                marks_changed(app, library);
            }
        }
        Msg::Written(path) => {
            app.pager = None;
            app.say(fill(ui.screen_written, &[&path.display().to_string()]));
        }
        Msg::NotWritten(NotWritten::Exists(path)) => app.prompt = Some(Prompt::Overwrite(path)),
        Msg::NotWritten(NotWritten::Failed(why, named)) => {
            app.warn(fill(ui.screen_not_written, &[&why]));
            if let Some(named) = named.filter(|_| app.pager.is_some() && app.prompt.is_none()) {
                app.prompt = Some(Prompt::FileName(named.display().to_string()));
            }
        }
        _ => {}
    }
}

/// Entries were marked, or marks taken back.
fn marks_changed(app: &mut App, library: &dyn Queries) {
    app.data.marked = library.marks();
    app.data.rows_of = None;
    app.data.detail_stale = true;
    listing::reopen(app, library);
}

/// What long work came to.
fn finished(app: &mut App, task: Task, done: Result<Done, String>) {
    let ui = app.ui();
    app.work = None;
    let done = match done {
        Ok(done) => done,
        Err(why) => return app.warn(why),
    };
    let words = match task {
        Task::Add => fill(ui.work_added, &[&done.added.to_string(), &done.known.to_string()]),
        Task::Rebuild | Task::Export if done.stopped => String::new(),
        // The file is named by what follows.
        Task::Export => return,
        Task::Rebuild => ui.work_rebuilt.to_owned(),
        Task::Mark => {
            let many = if done.added == 1 { ui.work_marked_one } else { ui.work_marked_many };
            fill(many, &[&done.added.to_string()])
        }
    };
    let stopped = match task {
        _ if !done.stopped => "",
        Task::Export => ui.work_not_exported,
        Task::Mark => "",
        Task::Add | Task::Rebuild => ui.work_stopped,
    };
    app.refused.extend(done.refused);
    // The number of files refused is counted anew.
    app.data.version = None;
    app.say([words.as_str(), stopped].join(" ").trim());
}

/// Breaks what lies over the panes to the new width.
fn reopen(app: &mut App, library: &dyn Queries) {
    if let Some(shown @ Shown::Help) = app.pager.as_ref().map(|pager| pager.shown) {
        pager::open(app, shown);
    }
    listing::reopen(app, library);
}
