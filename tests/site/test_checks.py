from internkoll.apps import check_setup


def ids():
    return [message.id for message in check_setup()]


def test_a_usual_setup_has_nothing_to_tell():
    assert ids() == []


def test_a_public_address_without_https_is_told(settings):
    settings.PUBLIC_URL, settings.BEHIND_HTTPS = "http://ik.ekstad.example", False
    assert ids() == ["internkoll.W002"]


def test_debugging_on_a_public_address_is_told(settings):
    settings.PUBLIC_URL, settings.BEHIND_HTTPS, settings.DEBUG = "https://ik.ekstad.example", True, True
    assert ids() == ["internkoll.W001"]


def test_a_data_folder_that_does_not_exist_is_told(settings, tmp_path):
    settings.DATA = tmp_path / "saknas"
    assert ids() == ["internkoll.E001"]
