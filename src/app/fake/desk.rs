//! A screen on the made-up library: keys in by their names, effects carried out or kept.
//!
//! Tests only.

use super::{Fake, day};
use crate::app::listing::RECORDS;
use crate::app::text::Glyphs;
use crate::app::{App, Done, Effect, Excerpt, Log, Msg, Settings, Task, keys, settle, update};
use crate::library::{Command, Preview, Queries as _, Question, Row, Seek, View};
use crate::model::{Change, Language, Seq};

/// A screen on the fake library, with what it asked for; presses keys by their names in the table.
pub struct Desk {
    pub app: App,
    pub library: Fake,
    pub asked: Vec<Effect>,
}

impl Desk {
    pub fn new(library: Fake, (width, height): (u16, u16), language: Language, utf8: bool) -> Self {
        let settings = Settings {
            restricted: false,
            language,
            glyphs: Glyphs { utf8 },
            source: "sample".to_owned(),
            today: day("2026-02-05"),
            keys: keys::Keymap::default(),
        };
        let app = App::new(settings, View::default(), (width, height));
        let mut desk = Self { app, library, asked: Vec::new() };
        desk.settle();
        desk.app.drawn();
        desk.settle();
        desk
    }

    /// The sample at 80×24, in French.
    pub fn sample() -> Self {
        Self::new(Fake::sample(), (80, 24), Language::French, true)
    }

    /// Presses keys; names of the table, separated by blanks. Marks and previews are carried out.
    pub fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            self.send(Msg::Key(keys::named(name).unwrap_or_else(|| panic!("no key {name}"))));
        }
        self
    }

    /// Types a text letter by letter.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|letter| self.send(Msg::Key(keys::Key::Char(letter))));
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.app, &self.library, msg);
        self.carry_out(effects);
        self.settle();
    }

    fn settle(&mut self) {
        loop {
            let effects = settle(&mut self.app, &self.library);
            if effects.is_empty() {
                return;
            }
            self.carry_out(effects);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = match &effect {
                Effect::ToggleMark(id) => Some(Msg::Marked(self.library.toggle(id))),
                Effect::MarkRange { view, from, to } => {
                    let rows = self.library.rows(view, &Seek::Key(*from), 0, 999).rows;
                    let within = rows.into_iter().filter(|row| row.key <= *to && !row.entry.marked);
                    let added = within.map(|row| self.library.toggle(&row.entry.id)).count();
                    Some(Msg::Finished(Task::Mark, Ok(Done { added, ..Done::default() })))
                }
                Effect::Preview(view, format) => {
                    let count = self.library.count(view);
                    let text = format!("# Chronologie\n\n{count} faits\n");
                    Some(Msg::Previewed(
                        Ok(Excerpt { text, whole: true, more: false }),
                        view.clone(),
                        *format,
                    ))
                }
                Effect::Ask(questions) => {
                    let answered = |question: &Question| (question.clone(), question.answer(&self.library));
                    Some(Msg::Answered(questions.iter().map(answered).collect()))
                }
                Effect::Weigh(command) => {
                    let change = match &**command {
                        Command::Rule(change) => change.clone(),
                        _ => Change::RecordReverted { seq: 1 },
                    };
                    let preview = Preview { change, differences: Vec::new() };
                    Some(Msg::Weighed(command.clone(), Box::new(Ok(preview))))
                }
                Effect::Rule(_) => Some(Msg::Ruled(Ok(7))),
                Effect::Journal(seq) => Some(Msg::Journal(self.log(*seq))),
                _ => None,
            };
            if !matches!(effect, Effect::Ask(_)) {
                self.asked.push(effect);
            }
            if let Some(msg) = answer {
                let effects = update(&mut self.app, &self.library, msg);
                self.carry_out(effects);
            }
        }
    }

    /// The records around one.
    fn log(&self, seq: Seq) -> Log {
        let last = self.library.recorded;
        let chosen = seq.min(last);
        let end = (chosen + RECORDS / 2).min(last);
        let records = (end.saturating_sub(RECORDS) + 1..=end).map(super::record).collect();
        Log { records, chosen, last, ..Log::default() }
    }

    /// The titles of the entries on the screen.
    pub fn titles(&self) -> Vec<String> {
        let title = |row: &Row| crate::library::title(&row.entry, Language::French);
        self.app.data.rows.iter().map(title).collect()
    }

    /// The title of the chosen entry.
    pub fn chosen(&self) -> String {
        self.app.chosen().map_or_else(String::new, |entry| crate::library::title(entry, Language::French))
    }
}
