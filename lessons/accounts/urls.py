from django.urls import path

from lessons.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-out/", views.sign_out, name="sign_out"),
    path("teachers/sign-in/", views.teacher_sign_in, name="teacher_sign_in"),
    path("teachers/sign-up/", views.sign_up, name="sign_up"),
    path("teachers/sign-up/sent/", views.sign_up_sent, name="sign_up_sent"),
    path("teachers/confirm/", views.send_confirmation, name="send_confirmation"),
    path("teachers/confirm/<str:token>/", views.confirm, name="confirm"),
    path("password/", views.PasswordResetView.as_view(), name="password"),
    path("password/sent/", views.password_sent, name="password_sent"),
    path("password/<uidb64>/<token>/", views.PasswordConfirmView.as_view(), name="password_confirm"),
]
