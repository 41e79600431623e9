//! A reading for people: the article with its findings underlined, and below it the findings with what was read.
//!
//! On a terminal findings are underlined in colour; elsewhere signs stand under the words: `^` events, `=` dates,
//! `-` actors, `"` quotes. Nothing of the article reaches the terminal as it came.

use crate::lexicon::{self, phrase, ui::Ui};
use crate::model::text::{push_visible, visible};
use crate::model::{Article, Reading, Span, When, Who};
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// The width of the text.
const COLUMNS: usize = 80;

/// A layer's sign and its colour, by how much it should be seen: the last wins.
const LAYERS: [(char, &str); 4] = [('"', "36"), ('-', "33"), ('=', "32"), ('^', "35")];

/// Writes an article and its reading.
pub fn write(out: &mut dyn Write, article: &Article, reading: &Reading, colour: bool) -> io::Result<()> {
    let ui = lexicon::ui(reading.language);
    let file = article.file.as_deref().map(visible).unwrap_or_default();
    let agency = reading.agency.as_deref().map(visible);
    let stamp: Vec<String> = [file, article.published.to_string(), agency.unwrap_or_default()]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect();
    writeln!(out, "{}\n", stamp.join(" · "))?;
    for row in rows(&article.text, &layers(article, reading)) {
        if colour { coloured(out, &row)? } else { signed(out, &row)? }
    }
    writeln!(out)?;
    dates(out, article, reading, ui)?;
    actors(out, article, reading, ui)?;
    quotes(out, article, reading, ui)?;
    events(out, article, reading, ui)?;
    doubts(out, article, reading, ui)
}

/// For each byte of the text the layer that is seen there: its number in [`LAYERS`] and one more, 0 for none.
fn layers(article: &Article, reading: &Reading) -> Vec<u8> {
    let mut seen = vec![0; article.text.len()];
    let mut mark = |span: Span, layer: u8| {
        if let Some(bytes) = seen.get_mut(span.start..span.end) {
            bytes.fill(layer);
        }
    };
    reading.quotes.iter().for_each(|quote| mark(quote.span, 1));
    reading.actors.iter().for_each(|actor| mark(actor.span, 2));
    reading.dates.iter().for_each(|date| mark(date.span, 3));
    reading.events.iter().for_each(|event| mark(event.span, 4));
    seen
}

/// One character as it is shown, with its layer.
struct Cell {
    shown: String,
    layer: u8,
}

impl Cell {
    fn width(&self) -> usize {
        self.shown.chars().filter_map(UnicodeWidthChar::width).sum()
    }
}

/// The text in rows that fit, broken at spaces where there are any.
fn rows(text: &str, layers: &[u8]) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut width = 0;
    for (at, letter) in text.char_indices() {
        if letter == '\n' {
            rows.push(std::mem::take(&mut row));
            width = 0;
            continue;
        }
        let mut shown = String::new();
        push_visible(&mut shown, letter);
        let cell = Cell { shown, layer: layers.get(at).copied().unwrap_or(0) };
        width += cell.width();
        row.push(cell);
        if width > COLUMNS {
            let space = row.iter().rposition(|cell| cell.shown == " ").map_or(row.len() - 1, |at| at + 1);
            let rest = row.split_off(space);
            rows.push(std::mem::replace(&mut row, rest));
            width = row.iter().map(Cell::width).sum();
        }
    }
    rows.push(row);
    rows
}

fn coloured(out: &mut dyn Write, row: &[Cell]) -> io::Result<()> {
    for cells in row.chunk_by(|one, other| one.layer == other.layer) {
        let words: String = cells.iter().map(|cell| cell.shown.as_str()).collect();
        let layer = cells.first().and_then(|cell| layer(cell.layer));
        match layer {
            Some((_, colour)) => write!(out, "\u{1b}[4;{colour}m{words}\u{1b}[0m")?,
            None => out.write_all(words.as_bytes())?,
        }
    }
    writeln!(out)
}

fn signed(out: &mut dyn Write, row: &[Cell]) -> io::Result<()> {
    let words: String = row.iter().map(|cell| cell.shown.as_str()).collect();
    writeln!(out, "{}", words.trim_end())?;
    let sign = |cell: &Cell| {
        let sign = layer(cell.layer).map_or(' ', |(sign, _)| sign);
        std::iter::repeat_n(sign, cell.width()).collect::<String>()
    };
    let signs: String = row.iter().map(sign).collect();
    if signs.trim().is_empty() { Ok(()) } else { writeln!(out, "{}", signs.trim_end()) }
}

fn layer(number: u8) -> Option<(char, &'static str)> {
    LAYERS.get(usize::from(number).checked_sub(1)?).copied()
}

fn heading(out: &mut dyn Write, name: &str, count: usize) -> io::Result<()> {
    writeln!(out, "{name} ({count})")
}

/// The words of a span on one line, cut.
fn words(article: &Article, span: Span) -> String {
    visible(&phrase::cut(&span.of(&article.text).replace('\n', " "), 60))
}

fn date(when: Option<When>, ui: &Ui) -> String {
    match when {
        None => "?".to_owned(),
        Some(When { value, modifier: None }) => value.to_string(),
        Some(When { value, modifier: Some(modifier) }) => format!("{value} {}", ui.modifier(modifier)),
    }
}

fn names(reading: &Reading, who: &[Who]) -> String {
    let name = |who: &Who| match who {
        Who::Party(party) => {
            reading.party(*party).map_or_else(|| "?".to_owned(), |party| visible(&party.name))
        }
        Who::Unnamed(words) => format!("? ({})", visible(words)),
    };
    who.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn dates(out: &mut dyn Write, article: &Article, reading: &Reading, ui: &Ui) -> io::Result<()> {
    heading(out, ui.layer_dates, reading.dates.len())?;
    for found in &reading.dates {
        let (value, words) = (date(Some(found.when), ui), words(article, found.span));
        writeln!(out, "  {value:<21} {words}  [{}]", found.rule)?;
    }
    Ok(())
}

fn actors(out: &mut dyn Write, article: &Article, reading: &Reading, ui: &Ui) -> io::Result<()> {
    heading(out, ui.layer_actors, reading.actors.len())?;
    for found in &reading.actors {
        let name = names(reading, &[Who::Party(found.party)]);
        writeln!(out, "  {name} ({})  {}  [{}]", found.class.name(), words(article, found.span), found.rule)?;
    }
    Ok(())
}

fn quotes(out: &mut dyn Write, article: &Article, reading: &Reading, ui: &Ui) -> io::Result<()> {
    heading(out, ui.layer_quotes, reading.quotes.len())?;
    for found in &reading.quotes {
        let speaker = found
            .speaker
            .as_ref()
            .map_or_else(|| "?".to_owned(), |who| names(reading, std::slice::from_ref(who)));
        let said = date(found.said, ui);
        writeln!(out, "  {said} {speaker}: {}  [{}]", words(article, found.span), found.rule)?;
    }
    Ok(())
}

fn events(out: &mut dyn Write, article: &Article, reading: &Reading, ui: &Ui) -> io::Result<()> {
    heading(out, ui.layer_events, reading.events.len())?;
    for found in &reading.events {
        let mut told =
            vec![date(found.when, ui), ui.kind(found.kind).to_owned(), names(reading, &found.agents)];
        if !found.counterparts.is_empty() {
            told.push(format!("→ {}", names(reading, &found.counterparts)));
        }
        told.extend(found.place.as_ref().map(|place| format!("@ {}", visible(&place.name))));
        told.retain(|piece| !piece.is_empty());
        let status = ui.status(found.status);
        writeln!(out, "  {} ({status})  {}  [{}]", told.join(" "), words(article, found.span), found.rule)?;
    }
    Ok(())
}

fn doubts(out: &mut dyn Write, article: &Article, reading: &Reading, ui: &Ui) -> io::Result<()> {
    heading(out, ui.layer_doubts, reading.doubts.len())?;
    for doubt in &reading.doubts {
        writeln!(out, "  {}  {}", words(article, doubt.span), doubt.why)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateFinding, Edtf, Language, Published};

    fn shown(colour: bool) -> String {
        let day = "2025-03-04".parse().unwrap();
        let text = "Titre\n\nElle est venue mardi.\u{1b}[2J".to_owned();
        let article = Article::new(Published::on(day), None, text);
        let mut reading = Reading::empty(Language::French);
        let span = Span::new(article.text.find("mardi").unwrap(), article.text.find(".\u{1b}").unwrap());
        reading.dates.push(DateFinding { span, when: When::plain(Edtf::day(day)), rule: "weekday" });
        let mut out = Vec::new();
        write(&mut out, &article, &reading, colour).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn signs_stand_under_the_words() {
        let shown = shown(false);
        assert!(shown.contains("Elle est venue mardi.^[[2J\n               =====\n"), "{shown}");
        assert!(shown.contains("  2025-03-04            mardi  [weekday]\n"), "{shown}");
        assert!(!shown.contains('\u{1b}'));
    }

    #[test]
    fn a_terminal_shows_them_underlined() {
        let shown = shown(true);
        assert!(shown.contains("venue \u{1b}[4;32mmardi\u{1b}[0m.^[[2J"), "{shown}");
    }
}
