"""Plain admin, for support staff only: everything can be looked at, and only a person be renamed or shut out.

What the stages hold is changed by their services alone, which keep its history.
"""

from typing import TYPE_CHECKING

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from internkoll import models

# Staff sign in by the same door as everyone, with its limits on how often one may try.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Internkoll"


# The stubs have a generic class where Django has none.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Model]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnly(ModelAdmin):
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class UserAdmin(ReadOnly):
    """A person can be renamed, given another address, or shut out. A password is set by its owner."""

    fields = ("email", "name", "is_active", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")
    list_display = ("email", "name", "is_active", "last_login")
    search_fields = ("email", "name")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest | None = None) -> bool:
        # An address may filter by any field of the list's model: so a password's hash could be guessed sign by sign.
        return lookup in self.list_filter


class UnitAdmin(ReadOnly):
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)


class RoleGrantAdmin(ReadOnly):
    list_display = ("user", "unit", "role")
    list_filter = ("role",)
    list_select_related = ("user", "unit")


class HistoryEntryAdmin(ReadOnly):
    list_display = ("unit", "number", "at", "what", "subject", "subject_id", "by_id_number")
    list_filter = ("what",)
    list_select_related = ("unit",)


admin.site.register(models.User, UserAdmin)
admin.site.register(models.Unit, UnitAdmin)
admin.site.register(models.RoleGrant, RoleGrantAdmin)
admin.site.register(models.HistoryEntry, HistoryEntryAdmin)
admin.site.register(
    [models.MethodVersion, models.Risk, models.Plan, models.Control, models.Round, models.Result, models.Action],
    ReadOnly,
)
admin.site.register([models.Assessment, models.ImportedDocument], ReadOnly)
