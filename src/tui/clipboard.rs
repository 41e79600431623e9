//! Copies by OSC 52: the terminal is asked to put a text on its clipboard, through tmux and screen too.
//!
//! Whether it does is up to the terminal; it does not say.

/// What stands between us and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Multiplexer {
    /// Nothing.
    #[default]
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// Longer texts are cut: terminals take some 100,000 bytes, and none of them half.
const LONGEST: usize = 74_000;
/// screen takes no longer piece.
const PIECE: usize = 700;

/// The bytes that ask for it.
pub fn copy(text: &str, multiplexer: Multiplexer) -> Vec<u8> {
    let cut = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let code = base64(text.get(..cut).unwrap_or("").as_bytes());
    let ask = format!("\x1b]52;c;{code}\x07");
    match multiplexer {
        Multiplexer::None => ask.into_bytes(),
        // tmux keeps the plain form if it may set the clipboard, and passes the wrapped one on if it may not.
        Multiplexer::Tmux => format!("{ask}\x1bPtmux;\x1b{ask}\x1b\\").into_bytes(),
        Multiplexer::Screen => {
            let pieces = ask.as_bytes().chunks(PIECE);
            pieces.flat_map(|piece| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat()).collect()
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut code = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |number: usize| u32::from(three.get(number).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for number in 0..4 {
            let letter = (bits >> (18 - 6 * number) & 63) as usize;
            let padding = number > three.len();
            code.push(if padding { '=' } else { LETTERS.get(letter).copied().map_or('=', char::from) });
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_that_of_everybody_else() {
        for (text, code) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("é « »", "w6kgwqsgwrs=")]
        {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }

    #[test]
    fn multiplexers_pass_it_on() {
        assert_eq!(copy("foo", Multiplexer::None), b"\x1b]52;c;Zm9v\x07");
        let tmux = copy("foo", Multiplexer::Tmux);
        assert!(tmux.ends_with(b"\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"));
        let screen = copy(&"x".repeat(3000), Multiplexer::Screen);
        assert_eq!(screen.windows(2).filter(|pair| pair == b"\x1bP").count(), 6);
    }
}
