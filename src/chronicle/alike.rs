//! How alike two texts are: runs of three words that both hold.
//!
//! One dispatch under several names is one text with another headline, a credit more or a tail less; two dispatches about
//! one event share names, quotes and background, and not much else. Reads no words and knows no language.

use crate::model::Article;
use chrono::NaiveDate;

/// Words of a run.
const RUN: usize = 3;
/// So many days lie between copies or texts of one article at most.
pub const DAYS: i64 = 3;
/// With fewer runs than this nothing can be told of a text's origin.
const ENOUGH: usize = 20;

/// The runs of words of a text's body, as numbers; two runs of one number are taken for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs(Vec<u32>);

impl Runs {
    /// Those of an article; of its headline, if there is no more.
    pub fn of(article: &Article) -> Self {
        let body = article.text.split_once('\n').map_or("", |(_, body)| body);
        Self::in_text(if body.trim().is_empty() { &article.text } else { body })
    }

    fn in_text(text: &str) -> Self {
        let words: Vec<u32> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| hash(word.chars().flat_map(char::to_lowercase).map(u32::from)))
            .collect();
        let run = RUN.min(words.len().max(1));
        let mut runs: Vec<u32> = words.windows(run).map(|run| hash(run.iter().copied())).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// How many runs both hold.
    fn shared(&self, other: &Self) -> usize {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => _ = one.next(),
                std::cmp::Ordering::Greater => _ = two.next(),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    _ = (one.next(), two.next());
                }
            }
        }
        shared
    }

    /// Of the shorter text, how much stands in the longer one, in hundredths.
    fn held(&self, other: &Self) -> usize {
        self.shared(other) * 100 / self.0.len().min(other.0.len()).max(1)
    }

    /// Whether both are copies of one dispatch: three quarters of the shorter one stand in the longer one, which is not
    /// so much longer that it must have much of its own.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let (less, more) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        less.0.len() >= ENOUGH && less.0.len() * 3 >= more.0.len() && less.stands_in(more)
    }

    /// Whether three quarters of it stand in a longer one. Most texts have little in common: more than a quarter that is
    /// not there is enough to know.
    fn stands_in(&self, longer: &Self) -> bool {
        let allowed = self.0.len() - (self.0.len() * 75).div_ceil(100);
        let mut missing = 0;
        let mut theirs = longer.0.iter();
        let mut next = theirs.next();
        for run in &self.0 {
            while next.is_some_and(|other| other < run) {
                next = theirs.next();
            }
            if next != Some(run) {
                missing += 1;
                if missing > allowed {
                    return false;
                }
            }
        }
        true
    }
}

/// Whether an article is a later text of another: the same file's name or the same name by its source, within three days
/// and not before it, and near enough in words; on one day half of the shorter text is enough, since dispatches grow.
pub fn is_revision(later: &Article, earlier: &Article) -> bool {
    let days = (later.published.date - earlier.published.date).num_days();
    let stamped = later.published.stamp.as_ref().zip(earlier.published.stamp.as_ref());
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    later.id != earlier.id
        && (same(later.file_name(), earlier.file_name()) || same(later.source_id(), earlier.source_id()))
        && (0..=DAYS).contains(&days)
        && !(days == 0 && stamped.is_some_and(|(later, earlier)| later < earlier))
        && Runs::of(later).held(&Runs::of(earlier)) >= if days == 0 { 50 } else { 75 }
}

/// Whether two days are near enough for copies.
pub fn are_near(one: NaiveDate, other: NaiveDate) -> bool {
    (one - other).num_days().abs() <= DAYS
}

/// FNV-1a over whole numbers.
fn hash(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0x811c_9dc5, |hash, number| (hash ^ number).wrapping_mul(0x0100_0193).rotate_left(5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    const DISPATCH: &str = "La ministre lettone des affaires étrangères, Anna Ozola, a reçu lundi à Riga son \
        homologue moldave Ion Rusu. Les deux ministres ont parlé pendant une heure de l'aide à la Moldavie, selon \
        le service de presse du ministère.\n\n« Nous voulons que Chisinau avance vite », a déclaré Mme Ozola devant \
        des journalistes. M. Rusu a remercié Riga de son soutien et l'a invitée à se rendre en Moldavie au \
        printemps.\n\nLes deux pays ont signé en janvier un accord de coopération dans le domaine de l'énergie. \
        Une délégation lettone avait visité en décembre la centrale de Cuciurgan.\n\n(Rédigé par Jean Petit)";

    fn article(day: &str, file: &str, headline: &str, body: &str) -> Article {
        let published = Published::on(day.parse().unwrap());
        Article::new(published, Some(file.to_owned()), format!("{headline}\n\n{body}"))
    }

    fn are_copies(one: &str, other: &str) -> bool {
        let of = |body: &str| Runs::of(&article("2026-02-03", "a.txt", "Titre", body));
        let (one, other) = (of(one), of(other));
        assert_eq!(one.is_copy_of(&other), other.is_copy_of(&one));
        one.is_copy_of(&other)
    }

    #[test]
    fn one_dispatch_under_several_names_is_one_text() {
        let tail_cut = DISPATCH.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
        let credited =
            format!("RIGA (Agence balte) - {DISPATCH}\n\nPar notre correspondante à Riga, avec l'agence.");
        let edited = DISPATCH.replace("a reçu lundi", "a accueilli lundi").replace("devant des", "à des");
        for other in [tail_cut.as_str(), &credited, &edited, &tail_cut.replace("Mme Ozola", "Anna Ozola")] {
            assert!(are_copies(DISPATCH, other), "{other}");
        }
        assert!(are_copies(&tail_cut, &credited));
    }

    #[test]
    fn two_dispatches_about_one_event_are_two_texts() {
        let own = "Le chef de la diplomatie moldave, Ion Rusu, s'est rendu lundi dans la capitale lettone, où il \
            a été reçu par son homologue Anna Ozola. « Nous voulons que Chisinau avance vite », a déclaré Mme Ozola \
            devant des journalistes, tandis que le visiteur plaidait pour un calendrier plus souple.\n\nSelon une \
            source diplomatique, la rencontre a surtout porté sur les livraisons de gaz. La Lettonie et la Moldavie \
            sont liées depuis janvier par un accord de coopération dans le domaine de l'énergie.";
        assert!(!are_copies(DISPATCH, own));
        // One paragraph taken over in a long story of another's is no copy either.
        let long = format!(
            "{}\n\n{own}\n\n{}",
            DISPATCH.split("\n\n").next().unwrap(),
            own.replace("lundi", "mardi")
        );
        assert!(!are_copies(DISPATCH, &long));
        // A word of three lines says nothing of where it comes from.
        assert!(!are_copies("Anna Ozola est à Riga.", "Anna Ozola est à Riga."));
    }

    #[test]
    fn a_text_is_revised_under_its_name_within_three_days() {
        let text = |day: &str, file: &str, body: &str| article(day, file, "Titre", body);
        let first = text("2026-02-03", "a.txt", DISPATCH);
        let changed = DISPATCH.replace("lundi", "mardi");
        let grown = format!("{DISPATCH}\n\n{}", DISPATCH.replace(' ', " x "));
        assert!(is_revision(&text("2026-02-03", "a.txt", &changed), &first));
        assert!(is_revision(&text("2026-02-06", "a.txt", &changed), &first));
        assert!(is_revision(&text("2026-02-03", "a.txt", &grown), &first));
        assert!(!is_revision(&text("2026-02-07", "a.txt", &changed), &first), "too late");
        assert!(!is_revision(&text("2026-02-02", "a.txt", &changed), &first), "before it");
        assert!(!is_revision(&text("2026-02-03", "b.txt", &changed), &first), "another name");
        assert!(!is_revision(&first, &first), "the same");
        let other =
            "Le président a reçu des ambassadeurs. Rien d'autre n'a été communiqué à la presse hier soir.";
        assert!(!is_revision(&text("2026-02-03", "a.txt", other), &first), "another text");
        // Short ones too.
        let short = |body: &str| article("2026-02-03", "a.txt", "Titre", body);
        assert!(is_revision(&short("Anna Ozola est à Riga lundi."), &short("Anna Ozola est à Riga.")));
    }
}
