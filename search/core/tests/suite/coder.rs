//! The entropy coder: any bits come back, whatever their models expect.

#![allow(dead_code)]

#[path = "../../src/coder.rs"]
mod source;

use proptest::prelude::*;
use source::{Bit, Decoder, Encoder};

/// What is written: a bit of one of a few models, or raw bits.
#[derive(Clone, Copy, Debug)]
enum Item {
    Bit(usize, bool),
    Raw(u32, u32),
}

const MODELS: usize = 4;

fn models() -> [Bit; MODELS] {
    [
        Bit::default(),
        Bit::default(),
        Bit::expecting(0),
        Bit::expecting(93),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    let bits = || {
        prop_oneof![
            Just(0_u32),
            Just(u32::MAX),
            any::<u32>(),
            (0..32_u32).prop_map(|at| 1 << at)
        ]
    };
    prop_oneof![
        4 => (0..MODELS, any::<bool>()).prop_map(|(model, bit)| Item::Bit(model, bit)),
        4 => (0..MODELS).prop_map(|model| Item::Bit(model, model % 2 == 0)),
        1 => (bits(), 0..=32_u32).prop_map(|(value, count)| Item::Raw(value, count)),
    ]
}

fn encode(items: &[Item], head: &[u8]) -> Vec<u8> {
    let mut out = Encoder::new(head.to_vec());
    let mut models = models();
    for &item in items {
        match item {
            Item::Bit(model, bit) => out.bit(&mut models[model], bit),
            Item::Raw(value, count) => out.raw(value, count),
        }
    }
    out.finish()
}

/// Panics where the bytes are not the items.
fn expect(items: &[Item], bytes: &[u8]) {
    let mut from = Decoder::new(bytes);
    let mut models = models();
    for (at, &item) in items.iter().enumerate() {
        match item {
            Item::Bit(model, bit) => assert_eq!(from.bit(&mut models[model]), bit, "item {at}"),
            Item::Raw(value, count) => {
                let mask = 1_u64.checked_shl(count).unwrap_or(0).wrapping_sub(1) as u32;
                let mask = if count == 32 { u32::MAX } else { mask };
                assert_eq!(from.raw(count), value & mask, "item {at}");
            }
        }
    }
    assert!(!from.exhausted());
}

proptest! {
    #[test]
    fn any_items(items in prop::collection::vec(item(), 0..400), head: [u8; 2]) {
        let bytes = encode(&items, &head);
        prop_assert_eq!(&bytes[..2], &head);
        expect(&items, &bytes[2..]);
        // What follows the end means nothing.
        for more in [0, 0x55, 0xff] {
            let mut longer = encode(&items, &[]);
            let trailing = longer.len();
            longer.resize(trailing + 40, more);
            if more == 0 {
                expect(&items, &longer);
            }
        }
    }

    /// Any bytes are some bits, and reading on ends in being told so.
    #[test]
    fn any_bytes(bytes: Vec<u8>, raw in 1..=32_u32) {
        let mut from = Decoder::new(&bytes);
        let mut models = models();
        let mut read = 0_usize;
        while !from.exhausted() {
            for model in &mut models {
                from.bit(model);
            }
            from.raw(raw);
            read += 1;
            prop_assert!(read < 16 * (bytes.len() + 16));
        }
    }
}

#[test]
fn carries_run_through_many_bytes() {
    // Raw ones fill the bytes with 0xff; a bit of the upper part then carries.
    for ones in 0..80 {
        let mut items = vec![Item::Raw(u32::MAX, 31); ones];
        items.extend([Item::Bit(0, true); 20]);
        items.extend([Item::Raw(u32::MAX, 32), Item::Bit(1, true), Item::Raw(1, 3)]);
        expect(&items, &encode(&items, &[]));
        items.insert(0, Item::Bit(2, true));
        expect(&items, &encode(&items, &[]));
    }
}

#[test]
fn zeros_at_the_end_are_made_up() {
    for count in 0..200 {
        let zeros = vec![Item::Raw(0, 1); count];
        assert!(encode(&zeros, &[]).len() <= 1 + count / 8, "{count}");
        expect(&zeros, &encode(&zeros, &[]));
        if count <= 32 {
            expect(&zeros, &[]);
        }
        let mut items = vec![Item::Raw(1, 1)];
        items.extend(vec![Item::Raw(0, 1); count]);
        let bytes = encode(&items, &[]);
        assert!(bytes.len() <= 2 + count / 8, "{count}");
        expect(&items, &bytes);
    }
    // A head that ends in zeros stays.
    assert!(encode(&[], &[7, 0, 0]).starts_with(&[7, 0, 0]));
}

#[test]
fn what_is_expected_costs_little() {
    let items = vec![Item::Bit(0, false); 8_000];
    assert!(encode(&items, &[]).len() < 30);
    let mut items = vec![Item::Bit(1, true); 8_000];
    assert!(encode(&items, &[]).len() < 30);
    items.extend([Item::Bit(1, false); 100]);
    expect(&items, &encode(&items, &[]));
}
