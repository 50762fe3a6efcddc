//! Both forms of the index answer alike, and a damaged file answers nothing.

use super::file::{Belongs, encode};
use super::*;
use redb::StorageBackend;
use redb::backends::InMemoryBackend;
use std::ops::Range;
use uuid::Uuid;

const BELONGS: Belongs =
    Belongs { store_id: Uuid::from_u128(5), first: 7, end_root: [9; 32], events: 1000 };

/// A thousand events of five types with a shared, a rarer and an own tag; appends of three.
fn thousand() -> MemoryIndex {
    let mut index = MemoryIndex::default();
    for offset in 0..1000_u32 {
        let tags = [tag_key("all"), tag_key(&format!("some:{}", offset % 40)), own(offset)];
        let code = u16::try_from(offset % 5).unwrap();
        if offset % 3 == 0 {
            index.push_command(command_of(offset), 3, offset);
        }
        index.push_event(offset, TypeCode(code), &tags);
    }
    index
}

fn own(offset: u32) -> u64 {
    tag_key(&format!("own:{offset}"))
}

fn command_of(offset: u32) -> u64 {
    command_key(CommandId(Uuid::from_u128(u128::from(offset))))
}

fn file_of(bytes: &[u8]) -> Box<dyn StorageBackend> {
    let file = InMemoryBackend::new();
    file.set_len(bytes.len() as u64).unwrap();
    file.write(0, bytes).unwrap();
    Box::new(file)
}

fn item(types: &[u16], tags: &[&str]) -> KeyedItem {
    KeyedItem {
        types: types.iter().copied().map(TypeCode).collect(),
        tags: tags.iter().map(|tag| tag_key(tag)).collect(),
    }
}

/// What both must at least find, by definition.
fn expected(items: &[KeyedItem], range: Range<u32>) -> Vec<u32> {
    let matches = |offset: &u32| {
        let code = TypeCode(u16::try_from(offset % 5).unwrap());
        let tags = [tag_key("all"), tag_key(&format!("some:{}", offset % 40)), own(*offset)];
        items.iter().any(|item| {
            (item.types.is_empty() || item.types.contains(&code))
                && item.tags.iter().all(|tag| tags.contains(tag))
        })
    };
    range.filter(matches).collect()
}

#[test]
fn both_forms_find_what_is_meant() {
    let memory = thousand();
    let bytes = encode(&BELONGS, &memory.entries());
    let file = FileIndex::open(file_of(&bytes), &BELONGS).unwrap();
    let queries = [
        vec![item(&[], &["all"])],
        vec![item(&[2], &[])],
        vec![item(&[], &["some:7", "all"])],
        vec![item(&[1, 4], &["some:9"]), item(&[3], &["own:33"])],
        vec![item(&[], &["own:999"])],
        vec![item(&[], &["nobody"])],
        vec![],
        vec![item(&[], &[])],
    ];
    for items in &queries {
        for range in [0..1000, 100..103, 999..1000, 500..500] {
            let wanted = expected(items, range.clone());
            let Ok(found) = memory.candidates(items, range.clone());
            assert_eq!(found, wanted);
            // The file may hold candidates that the stored bytes then rule out, but none too few.
            let found = file.candidates(items, range.clone()).unwrap();
            assert!(wanted.iter().all(|offset| found.contains(offset)));
            assert!(found.is_sorted() && found.iter().all(|offset| range.contains(offset)));
        }
    }
}

#[test]
fn both_forms_know_the_commands() {
    let memory = thousand();
    let bytes = encode(&BELONGS, &memory.entries());
    let file = FileIndex::open(file_of(&bytes), &BELONGS).unwrap();
    for offset in 0..1000 {
        let wanted = if offset % 3 == 0 { vec![(3, offset)] } else { vec![] };
        assert_eq!(memory.commands(command_of(offset)), wanted);
        assert_eq!(file.commands(command_of(offset)).unwrap(), wanted);
    }
}

#[test]
fn a_file_of_another_history_is_useless() {
    let bytes = encode(&BELONGS, &thousand().entries());
    for other in [
        Belongs { store_id: Uuid::from_u128(6), ..BELONGS },
        Belongs { first: 8, ..BELONGS },
        Belongs { end_root: [8; 32], ..BELONGS },
        Belongs { events: 999, ..BELONGS },
    ] {
        assert!(FileIndex::open(file_of(&bytes), &other).is_err());
    }
}

/// A flip in head or fence is seen on opening, one in a block when the block is read.
#[test]
fn no_flipped_bit_is_believed() {
    let bytes = encode(&BELONGS, &thousand().entries());
    let everything = [item(&[0, 1, 2, 3, 4], &[])];
    for at in (0..bytes.len()).step_by(509) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x40;
        let Ok(file) = FileIndex::open(file_of(&flipped), &BELONGS) else { continue };
        let all_commands = (0..1000).map(|offset| file.commands(command_of(offset)));
        let mut answers = all_commands.map(|answer| answer.is_ok()).collect::<Vec<_>>();
        answers.push(file.candidates(&everything, 0..1000).is_ok());
        answers.extend(
            (0..1000).map(|n| file.under(own(n), &item(&[], &[]), &(0..1000), &mut vec![]).is_ok()),
        );
        let shared = ["all".to_owned()].into_iter().chain((0..40).map(|n| format!("some:{n}")));
        answers.extend(shared.map(|tag| file.candidates(&[item(&[], &[&tag])], 0..1000).is_ok()));
        assert!(answers.contains(&false), "byte {at}");
    }
    for length in [0, 50, 111, 112, 200, bytes.len() - 1] {
        assert!(FileIndex::open(file_of(&bytes[..length]), &BELONGS).is_err());
    }
}

/// The hash stands in files, so it never changes.
#[test]
fn keys_are_stable() {
    assert_eq!(tag_key("school:0a"), 0x336d_5405_9813_3f0c);
    assert_eq!(command_key(CommandId(Uuid::from_u128(1))), 0x5a2b_e768_a9c3_2808);
}
