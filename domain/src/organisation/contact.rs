//! Where members of staff are written to.

use serde::{Deserialize, Serialize};

use crate::id::StaffId;
use crate::personal::{Personal, PersonalValue, RetentionClass};

/// The longest address, in characters (RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets).
const CHARACTERS_MAX: usize = 254;
/// The longest part before the `@` (RFC 5321, 4.5.3.1.1).
const LOCAL_CHARACTERS_MAX: usize = 64;

/// An e-mail address at work, as it was written. Whether it can be one is asked by [`EmailAddress::is_fit`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EmailAddress(pub String);

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

impl PersonalValue for EmailAddress {
    const CLASS: RetentionClass = RetentionClass::Identity;
}

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be an address: a part before and a host name with a dot after one `@`, in plain
    /// characters (RFC 5321 without quoted parts and address literals, which no municipality uses).
    #[must_use]
    pub fn is_fit(&self) -> bool {
        let Some((local, host)) = self.0.split_once('@') else { return false };
        let labels: Vec<&str> = host.split('.').collect();
        self.0.len() <= CHARACTERS_MAX
            && local.len() <= LOCAL_CHARACTERS_MAX
            && local.split('.').all(|part| !part.is_empty() && part.bytes().all(in_local))
            && labels.len() > 1
            && labels.iter().all(|label| is_label(label))
    }
}

/// Of an atom (RFC 5322, 3.2.3).
const fn in_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

fn is_label(label: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let ends = label.starts_with('-') || label.ends_with('-');
    (1..=63).contains(&label.len()) && label.bytes().all(plain) && !ends
}

/// The address at which a member of staff is reminded of what waits. Replaces the former one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StaffContactSet {
    /// The member of staff.
    pub staff: StaffId,
    /// The e-mail address (sealed); none: no longer any.
    pub address: Option<Personal<EmailAddress>>,
}

#[cfg(test)]
mod tests {
    use super::EmailAddress;

    #[test]
    fn an_address_has_a_part_before_and_a_host_after_one_at_sign() {
        let fit = |text: &str| EmailAddress(text.to_owned()).is_fit();
        for text in ["kim@example.se", "kim.lind+1@skola.example.se", "o'neill@a-b.se"] {
            assert!(fit(text), "{text}");
        }
        let long = format!("{}@example.se", "k".repeat(65));
        for text in [
            "",
            "kim",
            "kim@",
            "@example.se",
            "kim@localhost",
            "kim@@example.se",
            "kim@example..se",
            "kim @example.se",
            ".kim@example.se",
            "kim@-a.se",
            "kim@a.se\r\nBcc: x@y.se",
            "kïm@a.se",
            long.as_str(),
        ] {
            assert!(!fit(text), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_shown_of_an_address() {
        assert_eq!(format!("{:?}", EmailAddress("kim@example.se".to_owned())), "EmailAddress(…)");
    }
}
