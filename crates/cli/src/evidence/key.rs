//! Keys as OpenSSL writes them, and how they are told apart.

use std::path::Path;

use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::pkcs8::{EncodePublicKey as _, spki};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use passmuster::message::Message;

use crate::exit::Refusal;
use crate::load::{self, digest};

/// A key that signs.
#[derive(Debug)]
pub(crate) struct Secret(SigningKey);

/// A key that others check by.
#[derive(Debug)]
pub(crate) struct Public {
    /// The SHA-256 of the key as DER, which `openssl pkey -pubin -outform DER` writes.
    pub(crate) id: String,
    key: VerifyingKey,
}

/// Reads a key from a file.
fn read<K>(path: &Path, of_pem: fn(&str) -> Result<K, Message>) -> Result<K, Refusal> {
    let text = load::key(path)?;
    let named = |why: Message| why.with("file", path.display().to_string());
    of_pem(&text).map_err(|why| Refusal::new(named(why)))
}

impl Secret {
    /// Reads the key of a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Refusal> {
        read(path, Self::of_pem)
    }

    /// Reads PKCS#8 as PEM.
    fn of_pem(text: &str) -> Result<Self, Message> {
        SigningKey::from_pkcs8_pem(text).map(Self).map_err(|why| {
            Message::new("evidence-private-key").with("why", why.to_string())
        })
    }

    #[cfg(test)]
    pub(super) fn of_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The signature of a text.
    pub(super) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.0.sign(text).to_bytes()
    }

    /// The key that others check by.
    pub(crate) fn public(&self) -> Public {
        Public::new(self.0.verifying_key())
    }
}

impl Public {
    /// Reads the key of a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Refusal> {
        read(path, Self::of_pem)
    }

    /// Reads a public key as PEM.
    fn of_pem(text: &str) -> Result<Self, Message> {
        let key = VerifyingKey::from_public_key_pem(text).map_err(|why| {
            Message::new("evidence-public-key").with("why", why.to_string())
        })?;
        let plain = key.to_edwards().compress().to_bytes() == key.to_bytes();
        match key.is_weak() || !plain {
            true => Err(Message::new("evidence-weak-key")),
            false => Ok(Self::new(key)),
        }
    }

    fn new(key: VerifyingKey) -> Self {
        // OK because a key of 32 bytes always has this form.
        let der = key.to_public_key_der().map(spki::Document::into_vec);
        Self { id: digest(&der.unwrap_or_default()), key }
    }

    /// Whether it signed the text, by the strict reading: one signature, one form.
    pub(super) fn signed(&self, text: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(text, &Signature::from_bytes(signature)).is_ok()
    }
}
