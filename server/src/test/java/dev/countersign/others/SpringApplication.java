package dev.countersign.others;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** A small web application that leaves its sign-in to Spring Security, with its defaults. */
final class SpringApplication implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Only its port; it answers once it is started. */
  SpringApplication() throws IOException {
    connector.setHost("127.0.0.1");
    connector.open();
    server.addConnector(connector);
  }

  String address() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  /** Begins to answer, as that client. */
  void start(ClientRegistration registration) throws Exception {
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(Security.class);
    ClientRegistrationRepository clients = new InMemoryClientRegistrationRepository(registration);
    spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("clients", clients));
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.addEventListener(new ContextLoaderListener(spring));
    context.addFilter(
        new FilterHolder(new DelegatingFilterProxy("springSecurityFilterChain")),
        "/*",
        EnumSet.allOf(DispatcherType.class));
    context.addServlet(new ServletHolder(new Hello()), "/*");
    server.setHandler(context);
    server.start();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** What an application is told to do by Spring Security's manual. */
  @Configuration
  @EnableWebSecurity
  static class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository clients)
        throws Exception {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .oauth2Login(Customizer.withDefaults())
          .logout(logout ->
              logout.logoutSuccessHandler(new OidcClientInitiatedLogoutSuccessHandler(clients)))
          .build();
    }
  }

  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getUserPrincipal() instanceof OAuth2AuthenticationToken token) {
        var person = token.getPrincipal();
        response.setContentType("text/plain");
        response
            .getWriter()
            .print("Hello " + person.getAttribute("name") + ", known as " + person.getName());
      }
    }
  }
}
