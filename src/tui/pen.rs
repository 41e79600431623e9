//! How cells look, in the fewest bytes: from one look to another by whichever way is shorter.
//!
//! Does not choose looks: themes do.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// How cells look, as far as the terminal has been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The look of a terminal that was told nothing.
pub const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// What an attribute is put on and off by. Bold and dim are put off together.
const ATTRIBUTES: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

/// What makes a cell without a letter be seen.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED);

impl Pen {
    /// The look of a cell.
    pub const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// A number that tells looks apart.
    pub fn signature(self) -> u64 {
        let code = |colour: Color| -> u64 {
            match colour {
                Color::Reset => 0,
                Color::Rgb(red, green, blue) => u64::from(u32::from_be_bytes([1, red, green, blue])),
                Color::Indexed(number) => 0x200 | u64::from(number),
                named => 0x400 | u64::from(name(named)),
            }
        };
        code(self.fg) << 38 ^ code(self.bg) << 12 ^ u64::from(self.modifier.bits())
    }

    /// Whether a blank in this look is the terminal's own background.
    pub fn blank_is_empty(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(SEEN_ON_BLANKS)
    }

    /// The bytes that lead from this look to another; none if they are the same.
    pub fn to(self, next: Self) -> String {
        if self == next {
            return String::new();
        }
        if next == PLAIN {
            return "\x1b[m".to_owned();
        }
        let anew = PLAIN.step(next, "0");
        let onwards = self.step(next, "");
        if onwards.len() <= anew.len() { onwards } else { anew }
    }

    /// Only what differs, after `lead`.
    fn step(self, next: Self, lead: &str) -> String {
        let mut codes = String::from("\x1b[");
        codes.push_str(lead);
        let mut put = |code: &dyn std::fmt::Display| {
            let _infallible =
                if codes.ends_with('[') { write!(codes, "{code}") } else { write!(codes, ";{code}") };
        };
        let removed = self.modifier.difference(next.modifier);
        let mut has = self.modifier.intersection(next.modifier);
        let mut put_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if removed.contains(*attribute) && put_off != *off {
                put(off);
                put_off = *off;
            }
        }
        if put_off != 0 && removed.intersects(Modifier::BOLD.union(Modifier::DIM)) {
            has.remove(Modifier::BOLD.union(Modifier::DIM));
        }
        for (attribute, on, _) in ATTRIBUTES {
            if next.modifier.contains(*attribute) && !has.contains(*attribute) {
                put(on);
            }
        }
        if self.fg != next.fg {
            put(&colour(next.fg, 30));
        }
        if self.bg != next.bg {
            put(&colour(next.bg, 40));
        }
        codes.push('m');
        codes
    }
}

/// Whether two cells look the same. Of a cell without a letter only its background is seen.
pub fn same(one: &Cell, other: &Cell) -> bool {
    if one.symbol() != other.symbol() {
        return false;
    }
    let (one_pen, other_pen) = (Pen::of(one), Pen::of(other));
    one_pen == other_pen || (one.symbol() == " " && one_pen.blank_is_empty() && other_pen.blank_is_empty())
}

/// A colour's code; `base` is 30 for letters, 40 for what is behind them.
fn colour(colour: Color, base: u8) -> String {
    match colour {
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
        named => (base + name(named)).to_string(),
    }
}

/// What is added to the base for one of the terminal's own colours.
const fn name(colour: Color) -> u8 {
    match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pen(fg: Color, modifier: Modifier) -> Pen {
        Pen { fg, bg: Color::Reset, modifier }
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let bold_red = pen(Color::Red, Modifier::BOLD);
        assert_eq!(PLAIN.to(bold_red), "\x1b[1;31m");
        assert_eq!(bold_red.to(PLAIN), "\x1b[m");
        assert_eq!(bold_red.to(pen(Color::Red, Modifier::empty())), "\x1b[22m");
        assert_eq!(bold_red.to(pen(Color::Green, Modifier::BOLD)), "\x1b[32m");
        let both = pen(Color::Reset, Modifier::BOLD | Modifier::DIM);
        assert_eq!(both.to(pen(Color::Reset, Modifier::DIM)), "\x1b[0;2m");
    }

    fn any_pen() -> impl Strategy<Value = Pen> {
        let colours = vec![Color::Reset, Color::Red, Color::White, Color::Indexed(200), Color::Rgb(1, 2, 3)];
        let colour = proptest::sample::select(colours);
        let modifiers = proptest::sample::subsequence(ATTRIBUTES, 0..=ATTRIBUTES.len());
        (colour.clone(), colour, modifiers).prop_map(|(fg, bg, attributes)| {
            let modifier = attributes.iter().fold(Modifier::empty(), |all, (one, ..)| all | *one);
            Pen { fg, bg, modifier }
        })
    }

    proptest! {
        #[test]
        fn any_way_leads_where_it_should(pens in proptest::collection::vec(any_pen(), 1..8)) {
            let mut screen = vt100::Parser::new(1.try_into().unwrap(), 20.try_into().unwrap(), 0);
            let mut before = PLAIN;
            for pen in &pens {
                screen.process(before.to(*pen).as_bytes());
                screen.process(b"x");
                before = *pen;
            }
            for (column, pen) in (0..).zip(&pens) {
                let cell = screen.screen().cell(0, column).unwrap();
                let seen = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
                let meant: Vec<bool> = ATTRIBUTES.iter().map(|(one, ..)| pen.modifier.contains(*one)).collect();
                // vt100 keeps bold or dim, the last that was put on.
                if !(meant[0] && meant[1]) {
                    prop_assert_eq!(&seen[..], &meant[..]);
                }
                let colour = |colour: Color| match colour {
                    Color::Red => vt100::Color::Idx(1),
                    Color::White => vt100::Color::Idx(15),
                    Color::Indexed(number) => vt100::Color::Idx(number),
                    Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
                    _ => vt100::Color::Default,
                };
                prop_assert_eq!((cell.fgcolor(), cell.bgcolor()), (colour(pen.fg), colour(pen.bg)));
            }
        }
    }
}
