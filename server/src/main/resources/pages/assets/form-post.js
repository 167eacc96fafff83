// Sends the answer on to the application at once; without script there is a button.
document.getElementById("form-post").submit();
