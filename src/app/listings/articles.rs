//! Lists about articles: those that tell something, those that tell nothing, files refused; and what is left open.
//!
//! Does not read articles.

use super::Items;
use crate::app::App;
use crate::app::listing::{Goes, What};
use crate::app::page::Role;
use crate::app::words::BETWEEN;
use crate::lexicon::phrase::fill;
use crate::library::Question;
use crate::library::review::{Latest, Reason};
use crate::library::told::Articles;

/// What is asked of the library for the articles of a view, so many entries looked at.
pub fn articles_question(app: &App, take: usize) -> Question {
    Question::Articles(app.view.clone(), take)
}

/// Articles: read, empty, refused.
pub fn articles(items: &mut Items<'_>) -> String {
    let ui = items.ui();
    let known = items.app.data.told.as_ref().filter(|(of, _)| *of == items.app.view);
    let Some((_, Articles { told, more, silent, more_silent, refused })) = known else {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_looking)]);
        return format!("{} · …", ui.listing_articles);
    };
    for article in told {
        let day = format!("{:<13}", article.published.to_string());
        let count = if article.entries == 1 { ui.count_entry_one } else { ui.count_entry_many };
        let count = fill(count, &[&article.entries.to_string()]);
        let agency = article.agency.as_deref().unwrap_or(ui.screen_unsigned);
        let about = format!("{agency}{BETWEEN}{count}");
        items.put(
            Goes::Entry(article.first.clone(), Some(article.id)),
            &[
                (0, 13, &[(Role::Date, &day), (Role::Text, &article.headline)]),
                (13, 13, &[(Role::Dim, &about)]),
            ],
        );
    }
    items.cut.before = *more;
    // In front of what may go on for long.
    for refused in refused {
        let path = refused.path.display().to_string();
        let role = Role::Doubt;
        items.put(
            Goes::Nowhere,
            &[
                (0, 2, &[(role, ui.listing_refused), (Role::Text, &path)]),
                (2, 2, &[(Role::Dim, &refused.told(ui))]),
            ],
        );
    }
    for article in silent {
        let day = format!("{:<13}", article.published.to_string());
        items.put(
            Goes::Article(article.id),
            &[
                (0, 13, &[(Role::Date, &day), (Role::Text, &article.headline)]),
                (13, 13, &[(Role::Doubt, ui.listing_silent)]),
            ],
        );
    }
    items.cut.after = *more_silent;
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_articles)]);
    }
    format!("{} · {}", ui.listing_articles, items.growing(What::Articles, told.len() + silent.len()))
}

/// What is asked of the library for the entries to be checked, so many looked at.
pub fn review_question(app: &App, take: usize) -> Question {
    Question::Review(app.view.clone(), take, app.settings.language)
}

/// The entries that a person should look at, the least certain first, with the reasons.
pub fn review(items: &mut Items<'_>) -> String {
    let ui = items.ui();
    let known = items.app.data.review.as_ref().filter(|(of, ..)| *of == items.app.view);
    let Some((_, Latest { doubtful, more }, lost)) = known else {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_looking)]);
        return format!("{} · …", ui.listing_review);
    };
    // First what people have ruled and the rules do not find any more; it can be taken back from here.
    for (seq, said) in lost {
        let words = fill(ui.ruling_lost, &[&seq.to_string(), said]);
        items.put(Goes::Record(*seq), &[(0, 2, &[(Role::Doubt, &words)])]);
    }
    for one in doubtful {
        let reason = |reason: &Reason| {
            let word = ui.named("doubt", reason.name());
            match reason {
                Reason::Read(why) => fill(word, &[ui.open(why)]),
                _ => word.to_owned(),
            }
        };
        let reasons: Vec<String> = one.reasons.iter().map(reason).collect();
        items.entry(&one.entry, &format!("  {}", reasons.join(" · ")));
    }
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_doubts)]);
    }
    items.cut.after = *more;
    format!("{} · {}", ui.listing_review, items.growing(What::Review, doubtful.len()))
}
