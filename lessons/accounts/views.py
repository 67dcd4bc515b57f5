from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth import views as auth_views
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts import forms, mails, phone_list, throttling
from lessons.accounts.actions import confirm_email, erase_learner, sign_up_teacher
from lessons.accounts.backends import check_password
from lessons.accounts.sessions import sign_in
from lessons.accounts.tokens import teacher_of_token
from lessons.core.clearing import clear_phone
from lessons.core.views import local_path

pages = require_http_methods(["GET", "HEAD", "POST"])


@pages
def sign_out(request):
    """Ask, then end the session, clear the phone and show who else learns on it, if there is such a list.

    What a guest did can be found by nobody afterwards, so it is erased at once.
    """
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    person = request.user
    is_guest = person.is_authenticated and person.is_guest
    logout(request)
    if is_guest:
        erase_learner(person)
    others = phone_list.entries_of(request)
    following = request.POST.get("next") or (reverse("classrooms:who") if others else "")
    return phone_list.keep(request, clear_phone(redirect(local_path(request, following))), others)


@sensitive_post_parameters("password")
@pages
def teacher_sign_in(request):
    following = local_path(request, request.GET.get("next") or reverse("classrooms:classes"))
    if request.user.is_authenticated and not request.user.is_guest:
        return render(request, "accounts/already_signed_in.html", {"following": following})
    form = forms.TeacherSignInForm(forms.posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            person = check_password(request, data["name"], data["password"])
        except throttling.TooManyTries:
            form.add_error(None, forms.TOO_MANY_TRIES_WITH_PASSWORD)
        else:
            if person:
                sign_in(request, person, own_phone=data["own_phone"])
                return redirect(following)
            form.add_error(None, _("Name and password don't match. Check both."))
    return render(request, "accounts/teacher_sign_in.html", {"form": form})


@sensitive_post_parameters("password")
@pages
def sign_up(request):
    form = forms.SignUpForm(forms.posted(request))
    if form.is_valid():
        try:
            count_mail(request)
            sign_up_teacher(**form.cleaned_data)
        except throttling.TooManyTries:
            form.add_error(None, forms.TOO_MANY_REQUESTS)
        except mails.NotSent:
            form.add_error(None, forms.MAIL_NOT_SENT)
        else:
            return redirect("accounts:sign_up_sent")
    return render(request, "accounts/sign_up.html", {"form": form})


def count_mail(request):
    """Count a mail that somebody asks for without being signed in. Raises TooManyTries."""
    throttling.refuse_flood(request, "mail")
    throttling.count_failure(request, "mail")


@require_safe
def sign_up_sent(request):
    return render(request, "accounts/sign_up_sent.html")


@pages
def confirm(request, token):
    """Show a button first: programs that read mail open every link."""
    teacher = teacher_of_token(token)
    if teacher is None or request.method != "POST":
        return render(request, "accounts/confirm.html", {"teacher": teacher}, status=200 if teacher else 404)
    confirm_email(teacher=teacher)
    messages.success(request, _("Your e-mail is confirmed."))
    following = reverse("classrooms:classes")
    if request.user == teacher:
        return redirect(following)
    return redirect(f"{reverse('accounts:teacher_sign_in')}?next={following}")


@require_POST
def send_confirmation(request):
    """Mail the link once more to the signed-in teacher."""
    teacher = request.user
    if not teacher.is_authenticated or teacher.is_learner or teacher.email_confirmed_at or not teacher.email:
        raise Http404
    try:
        if not throttling.may_mail(teacher.email):
            raise throttling.TooManyTries
        mails.send_confirmation(teacher)
    except throttling.TooManyTries:
        messages.error(request, forms.TOO_MANY_REQUESTS)
    except mails.NotSent:
        messages.error(request, forms.MAIL_NOT_SENT)
    else:
        messages.success(request, _("We have sent you the link again."))
    return redirect("classrooms:classes")


class PasswordResetView(auth_views.PasswordResetView):
    form_class = forms.PasswordResetForm
    template_name = "accounts/password.html"

    def form_valid(self, form):
        try:
            count_mail(self.request)
        except throttling.TooManyTries:
            form.add_error(None, forms.TOO_MANY_REQUESTS)
            return self.form_invalid(form)
        form.save()
        return redirect("accounts:password_sent")


@require_safe
def password_sent(request):
    return render(request, "accounts/password_sent.html")


class PasswordConfirmView(auth_views.PasswordResetConfirmView):
    form_class = forms.SetPasswordForm
    template_name = "accounts/password_confirm.html"

    def get_user(self, uidb64):
        person = super().get_user(uidb64)
        return None if person is None or person.is_learner or not person.is_active else person

    def form_valid(self, form):
        response = super().form_valid(form)
        # Whoever opened the link reads mail at that address.
        confirm_email(teacher=self.user)
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return response

    def get_success_url(self):
        return reverse("accounts:teacher_sign_in")
