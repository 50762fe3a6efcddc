//! Letters to a server that speaks SMTP over a real socket.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, UNIX_EPOCH};

use insyn_mail::{Guard, Letter, Mailer, NotSent, Settings};

/// A server that takes one connection at a time, answers `RCPT` and `MAIL` with what it was told to, and
/// hands on what was said and the letter.
fn server(mail: &'static str, rcpt: &'static str) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (said, heard) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            converse(stream.unwrap(), (mail, rcpt), &said);
        }
    });
    (port, heard)
}

fn converse(mut stream: TcpStream, (mail, rcpt): (&str, &str), said: &Sender<String>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut answer = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    answer("220 test");
    let mut in_letter = false;
    while let Some(Ok(line)) = lines.next() {
        said.send(line.clone()).unwrap();
        let reply = match line.split([' ', ':']).next().unwrap_or_default() {
            "." if in_letter => {
                in_letter = false;
                "250 taken"
            }
            _ if in_letter => continue,
            "MAIL" => mail,
            "RCPT" => rcpt,
            "DATA" => {
                in_letter = true;
                "354 go on"
            }
            "QUIT" => return answer("221 bye"),
            _ => "250 fine",
        };
        answer(reply);
    }
}

fn mailer(port: u16, guard: Guard) -> Mailer {
    Mailer::new(Settings {
        host: "127.0.0.1".to_owned(),
        port,
        guard,
        credentials: None,
        from: "Insyn <insyn@skola.example.se>".to_owned(),
        hello: "insyn.example.se".to_owned(),
        authorities: Vec::new(),
    })
    .unwrap()
}

fn sent(mailer: &Mailer, text: &str) -> Result<(), NotSent> {
    mailer.send(&Letter {
        to: "kim@skola.example.se",
        subject: "Saker väntar",
        text,
        languages: "sv, en",
        id: "2026-05-18.kim",
        at: UNIX_EPOCH + Duration::from_secs(1_779_062_400),
    })
}

#[test]
fn a_letter_is_taken_whole_with_its_headers() {
    let (port, heard) = server("250 ok", "250 ok");
    assert_eq!(sent(&mailer(port, Guard::None), "Tre saker.\n.\nSlut.\n"), Ok(()));
    let lines: Vec<String> = heard.try_iter().collect();
    for expected in [
        "EHLO insyn.example.se",
        "MAIL FROM:<insyn@skola.example.se>",
        "RCPT TO:<kim@skola.example.se>",
        "Message-ID: <2026-05-18.kim@skola.example.se>",
        "Date: Mon, 18 May 2026 00:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Language: sv, en",
        "Subject: Saker =?utf-8?b?dsOkbnRhcg==?=",
        "..",
        "Slut.",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:#?}");
    }
}

#[test]
fn only_a_refused_recipient_is_the_addresss_fault() {
    for (mail, rcpt, outcome) in [
        ("250 ok", "550 no such user", NotSent::Refused(550)),
        ("250 ok", "450 try later", NotSent::Later),
        ("550 you may not send", "250 ok", NotSent::Unreachable),
    ] {
        let (port, _heard) = server(mail, rcpt);
        assert_eq!(sent(&mailer(port, Guard::None), "x"), Err(outcome));
    }
}

#[test]
fn without_the_tls_that_was_asked_for_nothing_is_said() {
    for guard in [Guard::StartTls, Guard::Tls] {
        let (port, heard) = server("250 ok", "250 ok");
        assert_eq!(sent(&mailer(port, guard), "hemligt"), Err(NotSent::Unreachable));
        let told: Vec<String> = heard.try_iter().collect();
        assert!(told.iter().all(|line| !line.contains("kim") && !line.contains("hemligt")));
    }
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(sent(&mailer(port, Guard::None), "x"), Err(NotSent::Unreachable));
}
