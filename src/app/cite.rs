//! Citations: the chosen entry as one would quote it, with its source down to the character.
//!
//! Does not reach the clipboard: that is an effect, and the text is shown as well, for terminals that take no copies.

use super::{App, Effect, pager};
use crate::lexicon::phrase::{self, fill};
use crate::model::CodePoints;

/// Copies the citation of the chosen report, and shows it.
pub fn copy(app: &mut App) -> Vec<Effect> {
    let Some(text) = citation(app) else { return Vec::new() };
    pager::citation(app, text.clone());
    app.say(app.ui().screen_sent_to_terminal);
    vec![Effect::Copy(text)]
}

/// « Bonne → Moscou, visite (3 février 2026). Reuters, 2026-02-04, « headline », caractères 12–30, b3:… »
fn citation(app: &App) -> Option<String> {
    let ui = app.ui();
    let (entry, report) = (app.chosen()?, app.report()?);
    let title = crate::library::title(entry, app.settings.language);
    let when = entry.when.map_or_else(
        || fill(ui.date_at_latest, &[&phrase::day(ui, entry.known)]),
        |when| phrase::when(ui, when),
    );
    let mut text = format!("{title} ({when}, {})\n", ui.status(report.status));
    let said: Vec<&str> = entry
        .quotes
        .iter()
        .filter(|quote| quote.article == report.article)
        .map(|quote| quote.text.as_str())
        .collect();
    if let Some(view) = app.data.article.as_ref().filter(|view| view.article.id == report.article) {
        let words = report.sentence.of(&view.article.text).replace('\n', " ");
        text.push_str(&fill(ui.export_quote, &[words.trim()]));
        text.push('\n');
        let missing = said.iter().filter(|said| !words.contains(**said));
        for said in missing {
            text.push_str(&fill(ui.export_quote, &[said]));
            text.push('\n');
        }
        let agency = report.agency.as_deref().unwrap_or(ui.screen_unsigned);
        let points = CodePoints::new(&view.article.text);
        let (start, end) = points.of(report.sentence);
        let place = fill(ui.export_offsets, &[&start.to_string(), &end.to_string()]);
        let headline = fill(ui.export_quote, &[&report.headline]);
        let facts = [agency, &report.published.to_string(), &headline, &place, &report.article.to_string()];
        text.push_str(&facts.join(", "));
    }
    Some(text)
}
