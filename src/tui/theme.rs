//! From the looks of a theme to ratatui's styles.
//!
//! Does not choose which part has which look: `assets/themes` does.

use crate::app::page::Role;
use crate::lexicon::themes::{Look, PLAIN, SIXTEEN, Theme};
use ratatui::style::{Color, Modifier, Style};

/// The theme in use.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Its looks.
    pub theme: &'static Theme,
}

impl Paint {
    /// Sixteen colours, or none.
    pub const fn of(colour: bool) -> Self {
        Self { theme: if colour { &SIXTEEN } else { &PLAIN } }
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
        _ => Color::Reset,
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
