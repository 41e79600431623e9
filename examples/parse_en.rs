//! debug
use depeche::model::{Article, Published};
use depeche::reading::{actors, dates, doc::Doc, syntax::Syntax};
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if line.trim().is_empty() {
            continue;
        }
        let head = line.strip_prefix("H:");
        let text = match head {
            Some(h) => format!("{h}\n\nThe minister said nothing."),
            None => format!("The minister\n\n{line}"),
        };
        let article = Article::new(Published::on("2026-02-04".parse().unwrap()), None, text);
        let doc = Doc::new(&article);
        let actors = actors::find(&doc);
        let (dates, _) = dates::find(&doc);
        let syntax = Syntax::parse(&doc, &actors, &dates);
        println!("== {line}");
        let words = |r: &std::ops::Range<usize>| doc.span(r).of(doc.text).to_owned();
        let tags: Vec<String> =
            doc.words.iter().enumerate().map(|(i, w)| format!("{}/{:?}", w.text, syntax.tag(i))).collect();
        println!("   {}", tags.join(" "));
        for n in &syntax.nouns {
            print!(
                " [{}{}{}]",
                if n.preposition.is_empty() { String::new() } else { format!("({}) ", n.preposition) },
                words(&n.words),
                if n.temporal { "/T" } else { "" }
            );
        }
        println!();
        for (i, c) in syntax.clauses.iter().enumerate() {
            let v = c.verb.and_then(|v| syntax.verb(v));
            let s: Vec<String> = c.subjects.iter().map(|&n| words(&syntax.nouns[n].words)).collect();
            println!(
                "   #{i} {:?} parent {:?} verb {:?} {:?} pass={} subj={:?} ante={:?} ins={} words={}",
                c.kind,
                c.parent,
                v.map(|v| words(&v.words)),
                v.map(|v| v.tense),
                v.is_some_and(|v| v.passive),
                s,
                c.antecedent.map(|n| words(&syntax.nouns[n].words)),
                c.inserted,
                words(&c.words)
            );
        }
        let r = depeche::reading::read(&article);
        for e in &r.events {
            println!(
                "   EVENT {:?} {} '{}' {:?} {:?}->{:?} {:?}",
                e.kind,
                e.rule,
                e.span.of(doc.text),
                e.status,
                e.agents.iter().map(|a| format!("{a:?}")).collect::<Vec<_>>(),
                e.counterparts.iter().map(|a| format!("{a:?}")).collect::<Vec<_>>(),
                e.place.as_ref().map(|p| format!("{p:?}"))
            );
        }
    }
}
