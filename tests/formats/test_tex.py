from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import tex

WORDS = st.text(
    st.sampled_from("ab Zé\\{}$&%#_^~-–—`'“”‘’\"<>|ßøłıİñ₂³…\u00a0漢ếαZ09.,\n")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
).map(lambda text: unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"P\"{a}ckert, {\"o}, \"o, {\"{o}}", "Päckert, ö, ö, ö"),
        (r"\'e \'{\i} \'\i{} {\v S}koda \c{c} \c c \H{o}", "é í í Škoda ç ç ő"),
        (r"Nguy\~{\^e}n, Nguy{\~{\^{e}}}n, \d{\^o} \'{\u a}", "Nguyễn, Nguyễn, ộ ắ"),
        (r"\L{}\'od\'z {\O}re \aa{} stra{\ss}e", "Łódź Øre å straße"),
        (r"5\% \& \$3 \#1 a\_b \{x\}", "5% & $3 #1 a_b {x}"),
        ("a--b --- ``c''", "a–b — “c”"),
        ("{The} {GPT}{s}", "The GPTs"),
        (
            r"\textit{Natrix cetti} \emph {do} {\sc Small} \textbf{\textsc{x}}",
            "Natrix cetti do Small x",
        ),
        (r"3\,m, a~b, dis\-cuss", "3 m, a\u00a0b, discuss"),
        (r"\ldots{} \textendash \LaTeX{}", "… –LaTeX"),
        (r"CO\textsubscript{2}, 4\textsuperscript{th}, \enquote{x}", "CO₂, 4th, “x”"),
        (r"$\alpha_{1}\%$ and \$", r"$\alpha_{1}\%$ and $"),
        (r"\(x^2\)", "$x^2$"),
        (r"\alpha-ray, \sqrt{50%}", "α-ray, √(50%)"),
        (r"\nosuch{x} and \cite{a}", r"\nosuch{x} and \cite{a}"),
        (r"don\'t", "don't"),
        (r"\href{https://a.org/x\_y}{\emph{here}}", "here (https://a.org/x_y)"),
        (r"\href{https://doi.org/10.1/x}{10.1/x}", "10.1/x"),
        ("100% of a_b", "100% of a_b"),
        ("} { \\", "  \\"),
    ],
)
def test_decode(written: str, meant: str) -> None:
    assert tex.decode(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"DNA$_{\textrm{2}}$", "DNA₂"),
        (r"$4^{\textrm{ème}}$ Congrès", "4ème Congrès"),
        ("CO$_2$ and Ca$^{2+}$", "CO₂ and Ca²⁺"),
        ("$10^{-3}$, $x_2$, $^{n}$", "$10^{-3}$, $x_2$, $^{n}$"),
    ],
)
def test_scripts_that_are_text(written: str, meant: str) -> None:
    assert tex.decode(written, scripts=True) == meant
    assert tex.decode(written) == written.replace("\\,", " ")


def test_encode_for_bibtex_and_for_biblatex() -> None:
    text = "Möbius & “50 %” – don’t_{x} $\\pi$ costs $5"
    assert tex.encode(text) == (
        r"M{\"o}bius \& ``50 \%'' -- don{\textquoteright}t\_\textbraceleft{}x\textbraceright{}"
        r" $\pi$ costs \$5"
    )
    assert tex.encode(text, ascii_=False) == (
        r"Möbius \& “50 \%” – don’t\_\textbraceleft{}x\textbraceright{} $\pi$ costs \$5"
    )


def test_two_prices_are_no_formula() -> None:
    assert tex.encode("from $5 to $10") == r"from \$5 to \$10"


def test_capitals_within_words_are_protected() -> None:
    assert tex.encode("The GPT-4 and mRNA of LLaMA", capitals=True) == (
        "The {GPT}-4 and {mRNA} of {LLaMA}"
    )


@given(WORDS, st.booleans(), st.booleans())
def test_what_is_encoded_is_decoded(text: str, ascii_: bool, capitals: bool) -> None:
    written = tex.encode(text, ascii_=ascii_, capitals=capitals)
    assert tex.decode(written) == text
    assert written.count("{") == written.count("}")


@given(st.text(st.sampled_from("\\{}$'\"`^~cvfracij %[]-_2 \n")))
def test_anything_is_decoded(written: str) -> None:
    assert isinstance(tex.decode(written, scripts=True), str)


@pytest.mark.parametrize(
    "unit", ["$", "{", "\\", "\\a[x", "\\a{", "\\'{", "$a\\$", "\\frac{", "${"]
)
def test_no_input_takes_long(unit: str) -> None:
    begun = perf_counter()
    tex.decode(unit * 30_000, scripts=True)
    tex.encode(unit * 30_000, capitals=True)
    assert perf_counter() - begun < 5
