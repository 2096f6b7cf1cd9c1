//! The digest of a file is that of its bytes, whatever is made of them.

use super::super::feed::Feed;
use super::*;
use crate::sheets::blocks::{Block, MAX_RECORD};
use crate::sheets::encoding::Encoding;
use sha2::{Digest, Sha256};

#[track_caller]
fn check(bytes: &[u8], block: usize) {
    let expected = vec![hex::encode(Sha256::digest(bytes)); 2];
    let told: String = String::from_utf8_lossy(bytes).chars().take(60).collect();
    for threads in [1, 2] {
        let files = [bytes, bytes];
        let graded = grade_files(&bank(), &files, &Policy::default(), false, Sharing { threads, block });
        assert_eq!(graded.digests, expected, "{told:?} by {threads}");
    }
}

#[test]
fn every_byte_of_a_file_is_hashed() {
    let text = "candidate,q1,q2,q3\nann,B,A;C,empathy\n\nbo,\"B\r\n\",,\"a \"\"b\"\"\"\r\ncy,é,,";
    let long = "candidate,item,response\nann,q1,B\nann,q2,\"A;C\"\nbo,q1,B";
    for block in [1, 7, 1 << 20] {
        check(text.as_bytes(), block);
        check(long.as_bytes(), block);
        check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), block);
        check(&[b"\xEF\xBB\xBF\xEF\xBB\xBF", text.as_bytes()].concat(), block);
        check(
            &[b"\xFF\xFE", &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()[..]].concat(),
            block,
        );
        check(b"candidate,q1,q2,q3\ncaf\xE9,B,A,\n", block);
    }
}

/// The digests of files that begin with [`HEAD`], read by two threads, and nothing more.
fn digests(files: &[&[u8]], encoding: Encoding) -> Vec<String> {
    let mut head = sources(&bank(), &[HEAD.as_bytes()]).remove(0);
    head.file.encoding = encoding;
    let source =
        |bytes: &&[u8]| SheetSource { input: Input::from_bytes("file", bytes.to_vec()), ..head.clone() };
    let sources: Vec<SheetSource> = files.iter().map(source).collect();
    let feed = Feed::new(&sources, 1 << 20, &|_| ());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut block = Block::default();
                while feed.next(&mut block).expect("reads").is_some() {}
            });
        }
    });
    feed.into_digests()
}

const HEAD: &str = "candidate,q1,q2,q3\n";

#[test]
fn what_is_passed_over_is_hashed_too() {
    let many = vec![b'x'; MAX_RECORD + (3 << 20)];
    // A quote that is never closed, and swallows rows; a line that is longer than any sheet, in the middle and at the end.
    let files = [
        [HEAD.as_bytes(), b"ann,\"B\nbo,B,,\n", &many].concat(),
        [HEAD.as_bytes(), b"ann,", &many, b"\nbo,B,,\n"].concat(),
        [HEAD.as_bytes(), b"ann,", &many].concat(),
    ];
    let expected: Vec<String> = files.iter().map(|bytes| hex::encode(Sha256::digest(bytes))).collect();
    for encoding in [Encoding::Utf8, Encoding::Windows1252] {
        assert_eq!(digests(&files.each_ref().map(Vec::as_slice), encoding), expected);
    }
}
