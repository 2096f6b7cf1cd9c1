//! Cases of the lints that look at a bank as a whole: whole banks, made to have one fault or none.

/// 14 and more of 24 keys stand first, in options that are never shuffled and in others.
pub(super) const SKEWED_KEYS: &[&str] = &[
    "\
bank: ⟦b⟧
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i1, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i2, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i3, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i4, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i5, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i6, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i7, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i8, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i9, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i10, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i11, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i12, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i13, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i14, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i15, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D, shuffle: false}
- {id: i16, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i17, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B, shuffle: false}
- {id: i18, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i19, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D, shuffle: false}
- {id: i20, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i21, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B, shuffle: false}
- {id: i22, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i23, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D, shuffle: false}
",
    "\
bank: ⟦b⟧
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i1, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i2, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i3, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i4, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i5, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i6, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i7, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i8, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i9, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i10, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i11, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i12, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i13, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i14, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i15, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i16, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i17, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i18, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i19, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i20, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i21, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i22, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i23, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
",
];

/// 24 items whose keys are spread evenly and of one length.
pub(super) const EVEN_KEYS: &[&str] = &["\
bank: b
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i1, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i2, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i3, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i4, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i5, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i6, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i7, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i8, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i9, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i10, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i11, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i12, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i13, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i14, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i15, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i16, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i17, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i18, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
- {id: i19, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i20, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: B}
- {id: i21, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A}
- {id: i22, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: D}
- {id: i23, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C}
"];

/// Six keys in a row stand third.
pub(super) const RUN: &[&str] = &["\
bank: b
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i1, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: ⟦C⟧, shuffle: false}
- {id: i2, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i3, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i4, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i5, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i6, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i7, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
"];

/// Six keys stand third, but not in a row.
pub(super) const BROKEN_RUN: &[&str] = &["\
bank: b
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i1, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i2, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i3, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i4, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
- {id: i5, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i6, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i7, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: C, shuffle: false}
- {id: i8, topic: t, stem: s, options: {A: qq, B: rr, C: ss, D: tt}, answer: A, shuffle: false}
"];

/// 16 of 24 keys are by far the longest option.
pub(super) const LONG_KEYS: &[&str] = &["\
bank: ⟦b⟧
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, options: {A: a much longer text than the others, B: short b, C: short c, D: short d}, answer: A}
- {id: i1, topic: t, stem: s, options: {A: short a, B: a much longer text than the others, C: short c, D: short d}, answer: B}
- {id: i2, topic: t, stem: s, options: {A: short a, B: short b, C: a much longer text than the others, D: short d}, answer: C}
- {id: i3, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: a much longer text than the others}, answer: D}
- {id: i4, topic: t, stem: s, options: {A: a much longer text than the others, B: short b, C: short c, D: short d}, answer: A}
- {id: i5, topic: t, stem: s, options: {A: short a, B: a much longer text than the others, C: short c, D: short d}, answer: B}
- {id: i6, topic: t, stem: s, options: {A: short a, B: short b, C: a much longer text than the others, D: short d}, answer: C}
- {id: i7, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: a much longer text than the others}, answer: D}
- {id: i8, topic: t, stem: s, options: {A: a much longer text than the others, B: short b, C: short c, D: short d}, answer: A}
- {id: i9, topic: t, stem: s, options: {A: short a, B: a much longer text than the others, C: short c, D: short d}, answer: B}
- {id: i10, topic: t, stem: s, options: {A: short a, B: short b, C: a much longer text than the others, D: short d}, answer: C}
- {id: i11, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: a much longer text than the others}, answer: D}
- {id: i12, topic: t, stem: s, options: {A: a much longer text than the others, B: short b, C: short c, D: short d}, answer: A}
- {id: i13, topic: t, stem: s, options: {A: short a, B: a much longer text than the others, C: short c, D: short d}, answer: B}
- {id: i14, topic: t, stem: s, options: {A: short a, B: short b, C: a much longer text than the others, D: short d}, answer: C}
- {id: i15, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: a much longer text than the others}, answer: D}
- {id: i16, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: A}
- {id: i17, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: B}
- {id: i18, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: C}
- {id: i19, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: D}
- {id: i20, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: A}
- {id: i21, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: B}
- {id: i22, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: C}
- {id: i23, topic: t, stem: s, options: {A: short a, B: short b, C: short c, D: short d}, answer: D}
"];

/// 9 of 11 items are at recall level.
pub(super) const RECALL: &[&str] = &["\
bank: ⟦b⟧
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, accept: [x], level: recall}
- {id: i1, topic: t, stem: s, accept: [x], level: recall}
- {id: i2, topic: t, stem: s, accept: [x], level: recall}
- {id: i3, topic: t, stem: s, accept: [x], level: recall}
- {id: i4, topic: t, stem: s, accept: [x], level: recall}
- {id: i5, topic: t, stem: s, accept: [x], level: recall}
- {id: i6, topic: t, stem: s, accept: [x], level: recall}
- {id: i7, topic: t, stem: s, accept: [x], level: recall}
- {id: i8, topic: t, stem: s, accept: [x], level: recall}
- {id: i9, topic: t, stem: s, accept: [x], level: analysis}
- {id: i10, topic: t, stem: s, accept: [x], level: analysis}
"];

/// 7 of 11 items are at recall level.
pub(super) const MIXED_LEVELS: &[&str] = &["\
bank: b
topics: {t: T}
items:
- {id: i0, topic: t, stem: s, accept: [x], level: recall}
- {id: i1, topic: t, stem: s, accept: [x], level: recall}
- {id: i2, topic: t, stem: s, accept: [x], level: recall}
- {id: i3, topic: t, stem: s, accept: [x], level: recall}
- {id: i4, topic: t, stem: s, accept: [x], level: recall}
- {id: i5, topic: t, stem: s, accept: [x], level: recall}
- {id: i6, topic: t, stem: s, accept: [x], level: recall}
- {id: i7, topic: t, stem: s, accept: [x], level: analysis}
- {id: i8, topic: t, stem: s, accept: [x], level: analysis}
- {id: i9, topic: t, stem: s, accept: [x], level: analysis}
- {id: i10, topic: t, stem: s, accept: [x], level: analysis}
"];
