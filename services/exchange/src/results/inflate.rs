//! Unpacking DEFLATE (RFC 1951) with a limit on what comes out.
//!
//! The spreadsheet library unpacks too, but believes counts that the file states before it has read
//! anything, and does not tell which rows are hidden. Both need a look at the parts themselves, which
//! must not cost more memory than is allowed, whatever the bytes say.

/// Why data could not be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Not valid DEFLATE data.
    Malformed,
    /// More would come out than is allowed.
    TooMuch,
}

/// The bytes, at most `limit` of them.
pub(super) fn inflate(input: &[u8], limit: usize) -> Result<Vec<u8>, Trouble> {
    let mut bits = Bits { input, position: 0, buffer: 0, count: 0 };
    let mut out = Output { bytes: Vec::new(), limit };
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => {
                let (lengths, distances) = fixed();
                block(&mut bits, &mut out, &lengths, &distances)?;
            }
            2 => {
                let (lengths, distances) = dynamic(&mut bits)?;
                block(&mut bits, &mut out, &lengths, &distances)?;
            }
            _ => return Err(Trouble::Malformed),
        }
        if last {
            return Ok(out.bytes);
        }
    }
}

/// Bits, lowest first.
struct Bits<'a> {
    input: &'a [u8],
    position: usize,
    buffer: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, wanted: u32) -> Result<u32, Trouble> {
        while self.count < wanted {
            let byte = self.input.get(self.position).ok_or(Trouble::Malformed)?;
            self.position += 1;
            self.buffer |= u32::from(*byte) << self.count;
            self.count += 8;
        }
        let bits = self.buffer & ((1 << wanted) - 1);
        self.buffer >>= wanted;
        self.count -= wanted;
        Ok(bits)
    }

    fn take_usize(&mut self, wanted: u32) -> Result<usize, Trouble> {
        usize::try_from(self.take(wanted)?).map_err(|_| Trouble::Malformed)
    }

    /// Drops the rest of the byte: a stored block begins at a byte.
    fn align(&mut self) {
        self.buffer = 0;
        self.count = 0;
    }
}

struct Output {
    bytes: Vec<u8>,
    limit: usize,
}

impl Output {
    fn push(&mut self, byte: u8) -> Result<(), Trouble> {
        if self.bytes.len() >= self.limit {
            return Err(Trouble::TooMuch);
        }
        self.bytes.push(byte);
        Ok(())
    }

    /// Repeats what came `distance` bytes ago; the copy may run into itself.
    fn repeat(&mut self, distance: usize, length: usize) -> Result<(), Trouble> {
        for _ in 0..length {
            let from = self.bytes.len().checked_sub(distance).ok_or(Trouble::Malformed)?;
            let byte = *self.bytes.get(from).ok_or(Trouble::Malformed)?;
            self.push(byte)?;
        }
        Ok(())
    }
}

fn stored(bits: &mut Bits<'_>, out: &mut Output) -> Result<(), Trouble> {
    bits.align();
    let header = bits.input.get(bits.position..bits.position + 4).ok_or(Trouble::Malformed)?;
    let length = u16::from_le_bytes([header[0], header[1]]);
    if length != !u16::from_le_bytes([header[2], header[3]]) {
        return Err(Trouble::Malformed);
    }
    let start = bits.position + 4;
    let end = start + usize::from(length);
    let bytes = bits.input.get(start..end).ok_or(Trouble::Malformed)?;
    bits.position = end;
    bytes.iter().try_for_each(|byte| out.push(*byte))
}

const CODE_BITS_MAX: usize = 15;

/// A canonical Huffman code: how many symbols have each length, and the symbols in order.
struct Code {
    counts: [u16; CODE_BITS_MAX + 1],
    symbols: Vec<u16>,
}

impl Code {
    fn new(lengths: &[u8]) -> Result<Self, Trouble> {
        let mut counts = [0u16; CODE_BITS_MAX + 1];
        for length in lengths {
            counts[usize::from(*length)] += 1;
        }
        counts[0] = 0;
        let mut free = 1i32;
        for count in &counts[1..] {
            free = (free << 1) - i32::from(*count);
            if free < 0 {
                return Err(Trouble::Malformed);
            }
        }
        let mut numbered: Vec<(u8, u16)> = lengths.iter().copied().zip(0u16..).collect();
        numbered.retain(|(length, _)| *length > 0);
        numbered.sort_unstable();
        let symbols = numbered.into_iter().map(|(_, symbol)| symbol).collect();
        Ok(Self { counts, symbols })
    }

    fn symbol(&self, bits: &mut Bits<'_>) -> Result<usize, Trouble> {
        let (mut code, mut first, mut index) = (0usize, 0usize, 0usize);
        for count in &self.counts[1..] {
            code |= bits.take_usize(1)?;
            let count = usize::from(*count);
            if code < first + count {
                let symbol = self.symbols.get(index + code - first).ok_or(Trouble::Malformed)?;
                return Ok(usize::from(*symbol));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Trouble::Malformed)
    }
}

fn fixed() -> (Code, Code) {
    let mut lengths = [8u8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    let lengths = Code::new(&lengths);
    let distances = Code::new(&[5; 30]);
    (
        lengths.unwrap_or(Code { counts: [0; CODE_BITS_MAX + 1], symbols: Vec::new() }),
        distances.unwrap_or(Code { counts: [0; CODE_BITS_MAX + 1], symbols: Vec::new() }),
    )
}

/// The codes that a block brings along, themselves coded.
fn dynamic(bits: &mut Bits<'_>) -> Result<(Code, Code), Trouble> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let literals = bits.take_usize(5)? + 257;
    let distances = bits.take_usize(5)? + 1;
    let coded = bits.take_usize(4)? + 4;
    if literals > 286 || distances > 30 {
        return Err(Trouble::Malformed);
    }
    let mut lengths = [0u8; 19];
    for place in &ORDER[..coded] {
        lengths[*place] = u8::try_from(bits.take(3)?).map_err(|_| Trouble::Malformed)?;
    }
    let code = Code::new(&lengths)?;
    let mut all: Vec<u8> = Vec::with_capacity(literals + distances);
    while all.len() < literals + distances {
        let symbol = code.symbol(bits)?;
        let (value, times) = match symbol {
            0..=15 => (u8::try_from(symbol).map_err(|_| Trouble::Malformed)?, 1),
            16 => (*all.last().ok_or(Trouble::Malformed)?, 3 + bits.take_usize(2)?),
            17 => (0, 3 + bits.take_usize(3)?),
            _ => (0, 11 + bits.take_usize(7)?),
        };
        all.extend(std::iter::repeat_n(value, times));
    }
    if all.len() > literals + distances {
        return Err(Trouble::Malformed);
    }
    Ok((Code::new(&all[..literals])?, Code::new(&all[literals..])?))
}

const LENGTHS: [usize; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
];
const LENGTH_BITS: [u32; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES: [usize; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS: [u32; 30] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
];

fn block(
    bits: &mut Bits<'_>,
    out: &mut Output,
    lengths: &Code,
    distances: &Code,
) -> Result<(), Trouble> {
    loop {
        let symbol = lengths.symbol(bits)?;
        match symbol {
            0..=255 => out.push(u8::try_from(symbol).map_err(|_| Trouble::Malformed)?)?,
            256 => return Ok(()),
            _ => {
                let place = symbol - 257;
                let extra = *LENGTH_BITS.get(place).ok_or(Trouble::Malformed)?;
                let length = LENGTHS[place] + bits.take_usize(extra)?;
                let place = distances.symbol(bits)?;
                let extra = *DISTANCE_BITS.get(place).ok_or(Trouble::Malformed)?;
                let distance = DISTANCES[place] + bits.take_usize(extra)?;
                out.repeat(distance, length)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "hello hello hello" and so on, packed by another program.
    const STORED: &[u8] = &[1, 5, 0, 0xfa, 0xff, b'h', b'e', b'l', b'l', b'o'];
    const FIXED: &[u8] = &[0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0x01];

    #[test]
    fn known_data_unpacks_and_the_limit_holds() {
        assert_eq!(inflate(STORED, 5).unwrap(), b"hello");
        assert_eq!(inflate(STORED, 4), Err(Trouble::TooMuch));
        assert_eq!(inflate(FIXED, 100).unwrap(), b"hello hello hello hello");
        assert_eq!(inflate(FIXED, 10), Err(Trouble::TooMuch));
        assert_eq!(inflate(&[], 10), Err(Trouble::Malformed));
        assert_eq!(inflate(&[7], 10), Err(Trouble::Malformed));
    }
}
