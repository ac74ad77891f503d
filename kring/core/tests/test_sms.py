import pytest

from kring.core import sms


@pytest.mark.parametrize("number", ["+31612345678", "06 12 34 56 78"])
def test_a_mobile_phone_gets_the_message(settings, tmp_path, number):
    settings.VAR = tmp_path

    sms.send(number, text="Uw code is 123456.")

    (written,) = (tmp_path / "sms").iterdir()
    assert written.read_text() == f"{number}\nUw code is 123456.\n"


@pytest.mark.parametrize("number", ["+31123456702", "0800-2000", "", "112", "geen nummer"])
def test_a_landline_never_does(settings, tmp_path, number):
    settings.VAR = tmp_path

    with pytest.raises(ValueError, match="mobile phones only"):
        sms.send(number, text="Uw code is 123456.")


def test_without_a_gateway_codes_are_read_out(settings):
    settings.SMS_GATEWAY = ""

    assert not sms.available()
