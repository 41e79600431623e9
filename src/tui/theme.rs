//! From the looks of a theme to ratatui's styles; which theme a terminal gets.
//!
//! Does not choose which part has which look: `assets/themes` does.

use crate::app::page::Role;
use crate::lexicon::themes::{INDEXED, Look, PLAIN, SIXTEEN, TRUE, Theme};
use ratatui::style::{Color, Modifier, Style};

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// None: attributes alone.
    None,
    /// The sixteen that every terminal names.
    #[default]
    Sixteen,
    /// 256.
    Indexed,
    /// Any.
    True,
}

impl Colours {
    /// By the name of a theme, as settings write it: `plain`, `sixteen`, `indexed` (or `256`), `true`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "plain" => Self::None,
            "sixteen" | "16" => Self::Sixteen,
            "indexed" | "256" => Self::Indexed,
            "true" => Self::True,
            _ => return None,
        })
    }

    /// What the environment says of a terminal: the values of `TERM` and `COLORTERM`.
    pub fn of(term: &str, colorterm: &str) -> Self {
        match (term, colorterm) {
            (_, "truecolor" | "24bit") => Self::True,
            (term, _) if term.ends_with("-direct") => Self::True,
            (term, _) if term.contains("256color") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }
}

/// The theme in use.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Its looks.
    pub theme: &'static Theme,
}

impl Paint {
    /// The theme for a terminal of that many colours.
    pub const fn of(colours: Colours) -> Self {
        let theme = match colours {
            Colours::None => &PLAIN,
            Colours::Sixteen => &SIXTEEN,
            Colours::Indexed => &INDEXED,
            Colours::True => &TRUE,
        };
        Self { theme }
    }

    /// The look of a page's pieces.
    pub fn role(self, role: Role) -> Style {
        style(match role {
            Role::Text | Role::Quote => self.theme.row,
            Role::Heading => self.theme.heading,
            Role::Dim => self.theme.dim,
            Role::Speaker => self.theme.speaker,
            Role::Date => self.theme.date,
            Role::Key => self.theme.key,
            Role::Doubt => self.theme.doubt,
            Role::Differs => self.theme.differs,
        })
    }
}

/// A look as a style.
pub fn style(look: Look) -> Style {
    let mut style = Style::new();
    if look.colour != "default" {
        style = style.fg(colour(look.colour));
    }
    look.attributes.iter().fold(style, |style, attribute| style.add_modifier(modifier(attribute)))
}

fn colour(name: &str) -> Color {
    match name {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "gray" => Color::Gray,
        "dark-gray" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-magenta" => Color::LightMagenta,
        "light-cyan" => Color::LightCyan,
        "white" => Color::White,
        other => numbered(other),
    }
}

/// One of the 256 by its number, or `#rrggbb`.
fn numbered(name: &str) -> Color {
    let value = name.strip_prefix('#').and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match (value.map(u32::to_be_bytes), name.parse()) {
        (Some([_, red, green, blue]), _) => Color::Rgb(red, green, blue),
        (None, Ok(number)) => Color::Indexed(number),
        (None, Err(_)) => Color::Reset,
    }
}

fn modifier(name: &str) -> Modifier {
    match name {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue of a colour that is not the terminal's own to choose.
    fn rgb(colour: Color) -> Option<[u8; 3]> {
        let step = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match colour {
            Color::Rgb(red, green, blue) => Some([red, green, blue]),
            Color::Indexed(number @ 16..=231) => {
                let number = number - 16;
                Some([step(number / 36), step(number / 6 % 6), step(number % 6)])
            }
            Color::Indexed(number @ 232..) => Some([8 + 10 * (number - 232); 3]),
            _ => None,
        }
    }

    /// The relative luminance that WCAG defines.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
    }

    fn looks(theme: &Theme) -> [Look; 24] {
        let Theme { name, chip, known, ribbon_year, ribbon_bar, ribbon_here, border, border_focus, .. } =
            *theme;
        let Theme { tab, mark, doubt, around, hit, dates, actors, quotes, events, speaker, .. } = *theme;
        let Theme { dim, key, warning, differs, year, found, .. } = *theme;
        [
            name,
            chip,
            known,
            ribbon_year,
            ribbon_bar,
            ribbon_here,
            border,
            border_focus,
            tab,
            mark,
            doubt,
            around,
            hit,
            dates,
            actors,
            quotes,
            events,
            speaker,
            dim,
            key,
            warning,
            differs,
            year,
            found,
        ]
    }

    #[test]
    fn every_colour_is_read_on_black_and_on_white() {
        for (theme, fixed) in [(&INDEXED, false), (&TRUE, true)] {
            for look in looks(theme) {
                // The sixteen are the terminal's own to choose.
                let Some(rgb) = rgb(colour(look.colour)) else {
                    assert!(!fixed, "{look:?} has no fixed colour");
                    continue;
                };
                let light = luminance(rgb) + 0.05;
                let least = (light / 0.05).min(1.05 / light);
                assert!(least >= 4.0, "{look:?} has a contrast of {least:.1}");
            }
        }
    }

    #[test]
    fn layers_have_looks_of_their_own() {
        for theme in [&SIXTEEN, &INDEXED, &TRUE, &PLAIN] {
            let layers = [theme.dates, theme.actors, theme.quotes, theme.events].map(style);
            let differs = |at: usize| layers[at + 1..].iter().all(|other| *other != layers[at]);
            assert!((0..layers.len()).all(differs), "{theme:?}");
        }
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        for (term, colorterm, colours) in [
            ("xterm-256color", "truecolor", Colours::True),
            ("xterm-256color", "", Colours::Indexed),
            ("screen.xterm-256color", "", Colours::Indexed),
            ("xterm-direct", "", Colours::True),
            ("linux", "", Colours::Sixteen),
            ("vt100", "", Colours::Sixteen),
        ] {
            assert_eq!(Colours::of(term, colorterm), colours, "{term} {colorterm}");
        }
    }
}
