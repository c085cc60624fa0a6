"""The names that months have in languages of Europe, as records write them."""

from __future__ import annotations

from desktop_app.core import text

# A line for each month: English, then what German, French, Spanish, Italian, Portuguese, Dutch,
# the languages of Scandinavia, Polish, Turkish and Russian have beside it. Polish and Russian
# have a form of their own in dates.
_NAMES = """
january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń stycznia
    sty ocak январь января янв
february feb februar février févr fév febrero febbraio fevereiro fev februari luty lutego lut
    şubat февраль февраля фев февр
march mar märz mär mrz mars marzo março maart mrt marts marzec marca mart март марта мар
april apr avril avr abril abr aprile kwiecień kwietnia kwi nisan апрель апреля апр
may mai mayo maggio mag maio mei maj maja mayıs май мая
june jun juni juin junio giugno giu junho czerwiec czerwca cze haziran июнь июня июн
july jul juli juillet juil julio luglio lug julho lipiec lipca lip temmuz июль июля июл
august aug août aout agosto ago augustus augusti sierpień sierpnia sie ağustos август августа авг
september sep sept septembre septiembre setiembre settembre set setembro wrzesień września wrz
    eylül сентябрь сентября сен сент
october oct oktober okt octobre octubre ottobre ott outubro out październik października paź ekim
    октябрь октября окт
november nov novembre noviembre novembro listopad listopada lis kasım ноябрь ноября ноя нояб
december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudzień
    grudnia gru aralık декабрь декабря дек
"""
_NUMBERS = {
    text.fold(name): number
    for number, names in enumerate(_NAMES.strip().replace("\n    ", " ").split("\n"), 1)
    for name in names.split()
}


def number(word: str) -> int | None:
    """Give the number of the month that a word names, 1 to 12; None for any other word."""
    return _NUMBERS.get(text.fold(word).rstrip("."))
